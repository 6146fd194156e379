-- Pushes (§14, §18, §19): where each app wants them, and one row per delivery, which is its own place in the queue.

alter table apps add column push_auth_url text;
alter table apps add column push_result_url text;
alter table apps add column push_report_url text;
alter table apps add column push_tags_url text;
-- Whether the result is pushed in its encrypted form.
alter table apps add column push_encrypted boolean not null default false;

-- No body: it is made when it is sent, of what the session holds then. id is the delivery's webhook-id.
create table pushes (
  id text primary key,
  sid text not null references sessions,
  appid text not null references apps,
  kind text not null,
  -- The order within a session: a push waits for the pending ones before it.
  turn smallint not null,
  state text not null,
  attempts integer not null default 0,
  next_at timestamptz not null,
  -- Until when a worker has it in hand; past that instant the worker is taken for dead.
  claimed_until timestamptz,
  last_status integer,
  last_error text,
  created_at timestamptz not null,
  settled_at timestamptz,
  unique (sid, kind)
);
-- Those that still have to go out: few, however many have gone.
create index pushes_pending on pushes (appid, next_at, turn) where state = 'pending';
create index pushes_in_hand on pushes (appid) where claimed_until is not null;
create index pushes_by_age on pushes (created_at);
