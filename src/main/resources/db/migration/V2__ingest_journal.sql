-- The ingest calls that changed an event, the newest of each: a row is committed with what the call changed, and
-- `version` is the one that it gave the event. Warnings are a JSON array of text.

CREATE TABLE ingest_calls (
    event      INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    version    INTEGER NOT NULL,
    source     TEXT    NOT NULL CHECK (source IN ('xml', 'results')),
    arrived_at INTEGER NOT NULL,
    bytes      INTEGER NOT NULL,
    matched    INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    skipped    INTEGER NOT NULL,
    warnings   TEXT,
    PRIMARY KEY (event, version)
) STRICT, WITHOUT ROWID;
