-- How many spectators of an event a node has, as JSON: {"webSocket", "eventStream", "races": {raceId: number}}. Nodes of an
-- earlier version do not say.
ALTER TABLE slots ADD COLUMN counts TEXT NOT NULL DEFAULT '{}';
