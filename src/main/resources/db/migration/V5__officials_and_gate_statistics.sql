-- Who holds an office at an event, and what the timing system counts gate by gate. `place` is the row's in its list,
-- from 0. Gates are pairs of touched and missed, comma-separated, blank for what is not told: '3/1,0/0,/'.

CREATE TABLE officials (
    event       INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    place       INTEGER NOT NULL CHECK (place >= 0),
    function    TEXT,
    family_name TEXT,
    given_name  TEXT,
    noc         TEXT,
    PRIMARY KEY (event, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE gate_statistics (
    event        INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    place        INTEGER NOT NULL CHECK (place >= 0),
    class_id     TEXT    NOT NULL,
    phase        TEXT,
    runs_counted INTEGER,
    gates        TEXT    NOT NULL,
    PRIMARY KEY (event, place),
    FOREIGN KEY (event, class_id) REFERENCES classes
) STRICT, WITHOUT ROWID;

ALTER TABLE races ADD COLUMN custom_title TEXT;

-- Of an image that came with an export, so that the same one is known again; NULL for an organiser's, which all images
-- were until now. Exports leave those alone.
ALTER TABLE event_images ADD COLUMN digest TEXT;

UPDATE events SET held_details = iif(held_details = '', 'image', held_details || ',image')
WHERE id IN (SELECT event FROM event_images);
