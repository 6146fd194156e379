-- The calls of a record as the report reads them, stored with it: packed as columns, gzipped, then sealed. Null for records stored before.
alter table records add column columns_sealed bytea;
