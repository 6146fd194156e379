-- Apps, their tokens, and the sessions that they open, with what was fetched and reported.

create table apps (
  appid text primary key,
  name text not null,
  secret_sealed bytea not null,
  disabled_at timestamptz,
  contract_until timestamptz,
  created_at timestamptz not null
);

create table tokens (
  token_hash bytea primary key,
  appid text not null references apps,
  issued_at timestamptz not null,
  expires_at timestamptz not null
);
create index tokens_by_app on tokens (appid, issued_at);
create index tokens_by_expiry on tokens (expires_at);

create table accounts (
  username text primary key,
  password_hash text not null,
  role text not null,
  created_at timestamptz not null
);

-- Everything personal is sealed under the session's data key (key_wrapped); null columns have been destroyed.
create table sessions (
  sid text primary key,
  appid text not null references apps,
  tel_hash bytea not null,
  uid_hash bytea not null,
  carrier text not null,
  province text not null,
  city text not null,
  state text not null,
  failure_code integer,
  wrong_tries integer not null default 0,
  key_wrapped bytea,
  subject_sealed bytea,
  step_sealed bytea,
  months_done integer not null default 0,
  months_total integer not null default 0,
  calls_fetched integer not null default 0,
  busy_until timestamptz,
  created_at timestamptz not null,
  touched_at timestamptz not null
);
create index sessions_by_tel on sessions (appid, tel_hash, created_at);
-- Those that a job works on: few, however many sessions there are.
create index sessions_in_work on sessions (touched_at) where state in ('authorised', 'fetching', 'fetched');

-- One row per flow call of a number across all apps: nobody may be bombed with SMS.
create table flow_calls (
  tel_hash bytea not null,
  called_at timestamptz not null
);
create index flow_calls_by_tel on flow_calls (tel_hash, called_at);

-- The reply bodies, gzipped, then sealed.
create table records (
  sid text primary key references sessions,
  body_sealed bytea not null,
  fetched_at timestamptz not null
);

create table reports (
  sid text primary key references sessions,
  body_sealed bytea not null,
  reported_at timestamptz not null
);
