-- Everything durable about an event. `events.id` never comes again, even after a deletion; everything else hangs
-- off it and goes with it. Within an event nothing is deleted along with something else: a row that is still referred
-- to cannot go. `position` keeps the order of the export: it grows, with gaps, and means nothing more.
-- Instants are milliseconds since 1970; times and penalties are hundredths of a second.

CREATE TABLE events (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id          TEXT    NOT NULL UNIQUE,
    generation        TEXT    NOT NULL,
    api_key           TEXT    NOT NULL UNIQUE,
    version           INTEGER NOT NULL CHECK (version > 0),
    status            TEXT    NOT NULL CHECK (status IN ('draft', 'startlist', 'running', 'finished', 'official')),
    status_changed_at INTEGER NOT NULL,
    has_xml_data      INTEGER NOT NULL CHECK (has_xml_data IN (0, 1)),
    created_at        INTEGER NOT NULL,
    main_title        TEXT    NOT NULL,
    sub_title         TEXT,
    location          TEXT,
    facility          TEXT,
    start_date        TEXT,
    end_date          TEXT,
    discipline        TEXT,
    active_race_id    TEXT,
    display_mode      TEXT    CHECK (display_mode IN ('simple', 'detailed')),
    show_on_course    INTEGER CHECK (show_on_course IN (0, 1)),
    merge_strategy    TEXT    CHECK (merge_strategy IN ('tcp', 'xml', 'latest'))
) STRICT;

CREATE TABLE event_images (
    event      INTEGER PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    media_type TEXT    NOT NULL,
    bytes      BLOB    NOT NULL
) STRICT;

CREATE TABLE classes (
    event      INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    class_id   TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    name       TEXT,
    long_title TEXT,
    PRIMARY KEY (event, class_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE categories (
    event      INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    class_id   TEXT    NOT NULL,
    cat_id     TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    name       TEXT,
    first_year INTEGER,
    last_year  INTEGER,
    PRIMARY KEY (event, class_id, cat_id),
    FOREIGN KEY (event, class_id) REFERENCES classes
) STRICT, WITHOUT ROWID;

CREATE TABLE courses (
    event         INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    course_nr     INTEGER NOT NULL,
    position      INTEGER NOT NULL,
    course_config TEXT    NOT NULL,
    PRIMARY KEY (event, course_nr)
) STRICT, WITHOUT ROWID;

CREATE TABLE races (
    event          INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    race_id        TEXT    NOT NULL,
    position       INTEGER NOT NULL,
    class_id       TEXT    NOT NULL,
    dis_id         TEXT,
    race_order     INTEGER,
    start_time     TEXT,
    start_interval TEXT,
    course_nr      INTEGER,
    race_status    INTEGER,
    PRIMARY KEY (event, race_id),
    FOREIGN KEY (event, class_id) REFERENCES classes
) STRICT, WITHOUT ROWID;

CREATE TABLE participants (
    event          INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    participant_id TEXT    NOT NULL,
    position       INTEGER NOT NULL,
    class_id       TEXT    NOT NULL,
    event_bib      INTEGER,
    icf_id         TEXT,
    family_name    TEXT,
    given_name     TEXT,
    icf_id2        TEXT,
    family_name2   TEXT,
    given_name2    TEXT,
    noc            TEXT,
    club           TEXT,
    cat_id         TEXT,
    is_team        INTEGER NOT NULL CHECK (is_team IN (0, 1)),
    PRIMARY KEY (event, participant_id),
    FOREIGN KEY (event, class_id) REFERENCES classes
) STRICT, WITHOUT ROWID;

CREATE TABLE team_members (
    event          INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    participant_id TEXT    NOT NULL,
    place          INTEGER NOT NULL CHECK (place >= 0),
    member         TEXT    NOT NULL,
    PRIMARY KEY (event, participant_id, place),
    FOREIGN KEY (event, participant_id) REFERENCES participants
) STRICT, WITHOUT ROWID;

-- A participant in a race, with what each source says of the result side by side. A source has spoken when its `_at`
-- is set. Gates are penalties in seconds, comma-separated, blank for a gate not passed: '0,2,,50'.
CREATE TABLE results (
    event          INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    race_id        TEXT    NOT NULL,
    participant_id TEXT    NOT NULL,
    position       INTEGER NOT NULL,
    listed         INTEGER NOT NULL CHECK (listed IN (0, 1)),
    bib            INTEGER,
    start_order    INTEGER,
    start_time     TEXT,
    heat_nr        INTEGER,
    tcp_holds      INTEGER NOT NULL CHECK (tcp_holds IN (0, 1)),
    xml_time       INTEGER,
    xml_pen        INTEGER,
    xml_total      INTEGER,
    xml_status     TEXT,
    xml_rank       INTEGER,
    xml_gates      TEXT,
    xml_dt_start   TEXT,
    xml_dt_finish  TEXT,
    xml_at         INTEGER,
    tcp_time       INTEGER,
    tcp_pen        INTEGER,
    tcp_total      INTEGER,
    tcp_status     TEXT,
    tcp_rank       INTEGER,
    tcp_gates      TEXT,
    tcp_dt_start   TEXT,
    tcp_dt_finish  TEXT,
    tcp_at         INTEGER,
    PRIMARY KEY (event, race_id, participant_id),
    FOREIGN KEY (event, race_id) REFERENCES races,
    FOREIGN KEY (event, participant_id) REFERENCES participants
) STRICT, WITHOUT ROWID;

-- So that a participant's rows are found when it is to be dropped.
CREATE INDEX results_of_participant ON results (event, participant_id);

-- What a large event looks like. Without figures SQLite takes any event for about ten rows, and for each participant
-- that is dropped it would read all of the event's results rather than use the index above.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
    ('results', 'results', '10000 10000 100 1'),
    ('results', 'results_of_participant', '10000 10000 2');
