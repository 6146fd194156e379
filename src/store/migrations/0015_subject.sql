-- Subscribers who look at what is kept of them: how often a code was texted to a number, and the browsers that asked for one.

-- Apart from flow_calls: whoever counts refusals here must not learn whether an app asked for the number.
create table subject_codes (
  tel_hash bytea not null,
  sent_at timestamptz not null
);
create index subject_codes_by_tel on subject_codes (tel_hash, sent_at);
create index subject_codes_by_time on subject_codes (sent_at);

create table subject_visits (
  -- Of the cookie. Number and code are under keys made of the cookie too: nothing in the store opens them.
  token_hash bytea primary key,
  tel_sealed bytea not null,
  code_hash bytea not null,
  code_sent_at timestamptz not null,
  tries integer not null default 0,
  -- null: the code was not entered yet.
  signed_in_at timestamptz,
  -- Separated by commas: whose receipts a page that is loaded again must still show.
  erased_sids text not null default '',
  expires_at timestamptz not null
);
create index subject_visits_by_end on subject_visits (expires_at);
