-- The server, the database and the table "events" that the service used last, by PostgreSQL's own numbers. A restored dump has
-- others: commits may be missing then.
ALTER TABLE timeline ADD COLUMN tables TEXT;

INSERT INTO schema_compatibility (version, usable_from) VALUES (9, 8);
