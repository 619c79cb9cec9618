-- When an archived event was brought back, in milliseconds since 1970: retention counts from then. NULL for all others.

ALTER TABLE events ADD COLUMN restored_at INTEGER;
