-- Whether the stream's report of a row is the primary source's, which other sources do not replace while it is heard. What was
-- reported until now is nobody's: the primary source takes it over with its next report.
ALTER TABLE results ADD COLUMN tcp_primary INTEGER NOT NULL DEFAULT 0 CHECK (tcp_primary IN (0, 1));
