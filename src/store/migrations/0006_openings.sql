-- One flow at a time of an app for a number, whichever nodes the calls reach: two at once would open two sessions and text twice.

create table openings (
  appid text not null references apps,
  tel_hash bytea not null,
  busy_until timestamptz not null,
  primary key (appid, tel_hash)
);
