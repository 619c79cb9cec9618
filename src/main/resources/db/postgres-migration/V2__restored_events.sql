-- When an event was last restored from a file, in milliseconds since 1970: the days of the retention count from then.
ALTER TABLE events ADD COLUMN restored_at BIGINT;
