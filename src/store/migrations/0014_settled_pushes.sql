-- The purge looks for pushes that were settled long ago: without an index it reads all that there are.

create index pushes_by_settling on pushes (settled_at) where settled_at is not null;
