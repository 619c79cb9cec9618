-- A race's status as each source said it last: race_status is the export's. Times are milliseconds since 1970; that of the export
-- is not known for what was imported until now, so the stream's word counts then.
ALTER TABLE races ADD COLUMN race_status_at INTEGER;
ALTER TABLE races ADD COLUMN stream_status INTEGER;
ALTER TABLE races ADD COLUMN stream_status_at INTEGER;
