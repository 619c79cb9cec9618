-- Addresses that are told of an event's changes. The first columns are the organiser's; those from `delivered` on say how far the
-- address was told. `since`, `delivered` and the positions in webhook_events count an event's changes. Times are milliseconds since
-- 1970. `claimed_by` and `claimed_until` are for several nodes, of which one delivers.
CREATE TABLE webhooks (
    event           INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    webhook_id      TEXT    NOT NULL,
    position        INTEGER NOT NULL,
    url             TEXT    NOT NULL,
    secret          TEXT    NOT NULL,
    previous_secret TEXT,
    previous_until  INTEGER,
    types           TEXT    NOT NULL,
    enabled         INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    since           INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    delivered       INTEGER NOT NULL DEFAULT 0,
    attempts        INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER,
    failing_since   INTEGER,
    paused_at       INTEGER,
    missed          INTEGER NOT NULL DEFAULT 0,
    retries         INTEGER NOT NULL DEFAULT 0,
    claimed_by      TEXT,
    claimed_until   INTEGER,
    PRIMARY KEY (event, webhook_id)
) STRICT, WITHOUT ROWID;

-- What webhooks tell, written with the change that it is about, and deleted when all of the event's webhooks were told.
CREATE TABLE webhook_events (
    event      INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    message_id TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    subject    TEXT,
    at         INTEGER NOT NULL,
    data       TEXT    NOT NULL,
    PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID;

-- The last deliveries, and attempts of deliveries.
CREATE TABLE webhook_attempts (
    event      INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    webhook_id TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    message_id TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    subject    TEXT,
    attempt    INTEGER NOT NULL,
    status     INTEGER,
    error      TEXT,
    millis     INTEGER NOT NULL
) STRICT;

CREATE INDEX webhook_attempts_of ON webhook_attempts (event, webhook_id, at);
