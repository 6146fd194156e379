-- Data keys apart from what is sealed under them: a backup without the rows of this table opens nothing personal.

-- Of a session, recovery, link or batch of tag look-ups, whose row is gone or emptied together with its key. No reference to those: keys that
-- are newer than a restored backup may be of rows that are not in it.
create table data_keys (
  -- sid, tid, or the id of a link.
  id text primary key,
  key_wrapped bytea not null
);
insert into data_keys (id, key_wrapped)
  select sid, key_wrapped from sessions where key_wrapped is not null
  union all select tid, key_wrapped from recoveries where key_wrapped is not null
  union all select tid, key_wrapped from tag_batches
  union all select id, key_wrapped from links;
alter table sessions drop column key_wrapped;
alter table recoveries drop column key_wrapped;
alter table tag_batches drop column key_wrapped;
alter table links drop column key_wrapped;
