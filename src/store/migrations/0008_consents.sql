-- Consents, receipts of erasure, and how long the sessions of an app are kept.

-- 'assumed': a flow that says nothing of a consent is taken for one, and recorded as just that. 'required': it is refused.
alter table apps add column consent text not null default 'assumed';
-- null: as long as the setting says, and never longer.
alter table apps add column retention_days integer;

-- Nothing personal, and no reference to the session: it stays when that is gone.
create table consents (
  id text primary key,
  sid text not null unique,
  appid text not null references apps,
  -- Names of domain/consent-texts.ts, separated by commas.
  purposes text not null,
  -- The app's name at that time.
  recipient text not null,
  kept_days integer,
  language text,
  text_version text,
  -- SHA-256, hex. null: this service does not know the text.
  text_hash text,
  given_at timestamptz not null,
  channel text not null,
  reference text,
  withdrawn_at timestamptz
);

-- Sessions of the versions that asked for no consent.
insert into consents (id, sid, appid, purposes, recipient, given_at, channel)
  select 'CON' || replace(gen_random_uuid()::text, '-', ''), sid, appid, 'fetch,report,keep', name, sessions.created_at, 'assumed'
  from sessions join apps using (appid) where state <> 'erased';

create table receipts (
  id text primary key,
  sid text not null unique,
  appid text not null references apps,
  erased_at timestamptz not null,
  -- Separated by commas.
  what text not null,
  reason text not null,
  key_id text not null,
  signature text not null
);

-- A keyed hash of a number is personal too: null once erased.
alter table sessions alter column tel_hash drop not null;
alter table sessions alter column uid_hash drop not null;
update sessions set tel_hash = null, uid_hash = null, province = '', city = '' where state = 'erased';
create index sessions_kept on sessions (appid, created_at desc, sid desc) where state <> 'erased';
-- Those that are not kept for long, and those that wait for somebody who may not come back.
create index sessions_soon_erased on sessions (touched_at) where state in ('expired', 'query_failed', 'withdrawn');
create index sessions_waiting on sessions (touched_at) where state in ('awaiting_login', 'awaiting_verify');
