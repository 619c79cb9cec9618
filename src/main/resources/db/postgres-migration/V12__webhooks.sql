-- Addresses that are told of an event's changes. The first columns are the organiser's; those from `delivered` on say how far the
-- address was told. `since`, `delivered` and the positions in webhook_events count an event's changes. Times are milliseconds since
-- 1970. `claimed_by` and `claimed_until` are for several nodes, of which one delivers.
CREATE TABLE webhooks (
    event           BIGINT NOT NULL REFERENCES events ON DELETE CASCADE,
    webhook_id      TEXT    NOT NULL,
    position        BIGINT NOT NULL,
    url             TEXT    NOT NULL,
    secret          TEXT    NOT NULL,
    previous_secret TEXT,
    previous_until  BIGINT,
    types           TEXT    NOT NULL,
    enabled         BOOLEAN NOT NULL,
    since           BIGINT NOT NULL,
    created_at      BIGINT NOT NULL,
    delivered       BIGINT NOT NULL DEFAULT 0,
    attempts        INTEGER NOT NULL DEFAULT 0,
    next_attempt_at BIGINT,
    failing_since   BIGINT,
    paused_at       BIGINT,
    missed          BIGINT NOT NULL DEFAULT 0,
    retries         BIGINT NOT NULL DEFAULT 0,
    claimed_by      TEXT,
    claimed_until   BIGINT,
    PRIMARY KEY (event, webhook_id)
);

-- What webhooks tell, written with the change that it is about, and deleted when all of the event's webhooks were told.
CREATE TABLE webhook_events (
    event      BIGINT NOT NULL REFERENCES events ON DELETE CASCADE,
    position   BIGINT NOT NULL,
    message_id TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    subject    TEXT,
    at         BIGINT NOT NULL,
    data       TEXT    NOT NULL,
    PRIMARY KEY (event, position)
);

-- The last deliveries, and attempts of deliveries.
CREATE TABLE webhook_attempts (
    event      BIGINT NOT NULL REFERENCES events ON DELETE CASCADE,
    webhook_id TEXT    NOT NULL,
    at         BIGINT NOT NULL,
    message_id TEXT    NOT NULL,
    type       TEXT    NOT NULL,
    subject    TEXT,
    attempt    INTEGER NOT NULL,
    status     INTEGER,
    error      TEXT,
    millis     BIGINT NOT NULL
);

CREATE INDEX webhook_attempts_of ON webhook_attempts (event, webhook_id, at);

INSERT INTO schema_compatibility (version, usable_from) VALUES (12, 8);
