-- Recoveries of a forgotten service password (§8 to §12).

-- Whose it is and where it stands are sealed under the recovery's data key; all three are null once it has ended.
create table recoveries (
  tid text primary key,
  appid text not null references apps,
  tel_hash bytea not null,
  carrier text not null,
  province text not null,
  city text not null,
  state text not null,
  failure_code integer,
  key_wrapped bytea,
  identity_sealed bytea,
  step_sealed bytea,
  busy_until timestamptz,
  created_at timestamptz not null,
  touched_at timestamptz not null
);
create index recoveries_by_tel on recoveries (appid, tel_hash);
create index recoveries_by_state on recoveries (state, touched_at);
