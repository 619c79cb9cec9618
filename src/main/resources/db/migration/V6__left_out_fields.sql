-- How many fields of an ingest call's rows could not be read.

ALTER TABLE ingest_calls ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0;
