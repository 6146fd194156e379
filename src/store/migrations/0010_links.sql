-- One-time links to the phone page: who made it, for which browser it is, and how far its subscriber has come.

create table links (
  id text primary key,
  appid text not null references apps,
  -- SHA-256: neither a copy of the store nor a log opens a page.
  secret_hash bytea not null,
  -- Of the cookie of the browser that opened it first; null until then.
  browser_hash bytea,
  key_wrapped bytea not null,
  content_sealed bytea not null,
  sid text,
  tid text,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index links_by_end on links (expires_at);
