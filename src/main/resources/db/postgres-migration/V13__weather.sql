-- What the organiser wrote about the weather of a race, for its lists.
ALTER TABLE races ADD COLUMN weather TEXT;

INSERT INTO schema_compatibility (version, usable_from) VALUES (13, 8);
