-- The score of §16 and the tags of §17 are made with the report and stored beside it: gzipped, then sealed.
alter table reports add column score_sealed bytea;
alter table reports add column tags_sealed bytea;

-- Replies to batches of tag look-ups, under a key of their own; whoever comes next destroys what is an hour old.
create table tag_batches (
  tid text primary key,
  appid text not null references apps,
  key_wrapped bytea not null,
  body_sealed bytea not null,
  made_at timestamptz not null
);
create index tag_batches_by_age on tag_batches (made_at);
