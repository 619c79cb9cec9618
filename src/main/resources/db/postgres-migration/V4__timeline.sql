-- The server's timeline when the service used the database last. A server gets another one when a standby is promoted, and
-- when a backup is restored: commits may be missing then.
CREATE TABLE timeline (
    only_row BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_row),
    name     TEXT    NOT NULL
);
