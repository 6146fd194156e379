-- Lists of numbers that the operator imports: dunning numbers, tags, flags and names.

create sequence tag_list_versions;

-- One packed and gzipped block per list (directory/tag-list.ts): it is replaced and read whole. appid null: for every app.
create table tag_lists (
  name text not null,
  appid text references apps,
  version bigint not null default nextval('tag_list_versions'),
  entries bytea not null,
  entry_count integer not null,
  imported_at timestamptz not null
);
create unique index tag_lists_by_name on tag_lists (name, appid) nulls not distinct;
