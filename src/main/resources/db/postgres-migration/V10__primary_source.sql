-- Whether the stream's report of a row is the primary source's, which other sources do not replace while it is heard. What was
-- reported until now is nobody's: the primary source takes it over with its next report.
ALTER TABLE results ADD COLUMN tcp_primary BOOLEAN NOT NULL DEFAULT FALSE;

INSERT INTO schema_compatibility (version, usable_from) VALUES (10, 8);
