-- How many minutes after a race's results became provisional protests may be made; without a number no time is given.
ALTER TABLE events ADD COLUMN protest_minutes INTEGER;

-- What the organiser declared about a race's results: 4 is provisional, 5 official; when; until when protests may be made; and the
-- status that the timing system said then. Times are milliseconds since 1970.
ALTER TABLE races ADD COLUMN declared_status INTEGER;
ALTER TABLE races ADD COLUMN declared_at BIGINT;
ALTER TABLE races ADD COLUMN protest_until BIGINT;
ALTER TABLE races ADD COLUMN declared_over INTEGER;

INSERT INTO schema_compatibility (version, usable_from) VALUES (11, 8);
