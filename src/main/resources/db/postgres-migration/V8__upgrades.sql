-- From which schema version on a version of the service may use a later schema. Every later migration adds a row for itself:
-- `usable_from` is the same as that of the migration before if it only adds (then services of both versions run together, and the
-- older one may start again, also when a release has several migrations), and its own version if older services would fail. A
-- service that finds a migration without a row does not start.
CREATE TABLE schema_compatibility (
    version     INTEGER PRIMARY KEY,
    usable_from INTEGER NOT NULL CHECK (usable_from BETWEEN 1 AND version)
);

-- The files of the pages of each version of the service that was started, by their address, which has a hash of the content. So
-- every node can send the files of a page that another version has sent. Those that no node has started with for a year are removed.
CREATE TABLE page_files (
    address    TEXT        COLLATE "C" PRIMARY KEY,
    media_type TEXT        NOT NULL,
    bytes      BYTEA       NOT NULL,
    started_at TIMESTAMPTZ NOT NULL
);
