-- The nodes that have spectators. One that was not seen for some seconds has none any more.
CREATE TABLE nodes (
    name    TEXT        PRIMARY KEY,
    seen_at TIMESTAMPTZ NOT NULL,
    -- Of the node's last request. A request that is carried out after a later one changes nothing.
    number  BIGINT      NOT NULL
);

-- How many spectators of an event a node may have. The sum over the nodes is at most the limit of the event. Events are
-- named, not referred to: a restored event has another row.
CREATE TABLE slots (
    event    TEXT    NOT NULL,
    node     TEXT    NOT NULL REFERENCES nodes (name) ON DELETE CASCADE,
    reserved INTEGER NOT NULL,
    PRIMARY KEY (event, node)
);

CREATE INDEX slots_of_node ON slots (node);
