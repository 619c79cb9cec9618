-- An event's keys: the one in use, and those it took the place of, which work until `valid_until`. `key_id` names a key
-- where the key itself must not be seen.

CREATE TABLE event_keys (
    event       INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    key_id      TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    api_key     TEXT    NOT NULL UNIQUE,
    created_at  INTEGER NOT NULL,
    valid_until INTEGER,
    PRIMARY KEY (event, key_id)
) STRICT, WITHOUT ROWID;

INSERT INTO event_keys (event, key_id, position, api_key, created_at)
SELECT id, lower(hex(randomblob(4))), 0, api_key, created_at FROM events;

-- A unique column cannot be dropped: from here on it holds the event's own id and means nothing.
UPDATE events SET api_key = event_id;

-- The details that the organiser has edited, comma-separated: exports leave them alone.
ALTER TABLE events ADD COLUMN held_details TEXT NOT NULL DEFAULT '';

-- The event's version when the image was set.
ALTER TABLE event_images ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
