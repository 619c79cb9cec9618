-- The same tables as in SQLite (db/migration), in their newest version, and `changes`. Indexed text
-- is ordered by its bytes: an index in the order of a language breaks when the system's tables of that language change.
-- Instants are milliseconds since 1970; times and penalties are hundredths of a second.

-- The row of an event orders its writers: a change moves (generation, version) on from the values it started from.
-- `api_key` holds the event's own id and means nothing: in SQLite, which has the same statements, it cannot be dropped.
CREATE TABLE events (
    id                   BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id             TEXT    COLLATE "C" NOT NULL UNIQUE,
    api_key              TEXT    COLLATE "C" NOT NULL,
    generation           TEXT    NOT NULL,
    version              BIGINT  NOT NULL CHECK (version > 0),
    status               TEXT    NOT NULL CHECK (status IN ('draft', 'startlist', 'running', 'finished', 'official')),
    status_changed_at    BIGINT  NOT NULL,
    has_xml_data         BOOLEAN NOT NULL,
    created_at           BIGINT  NOT NULL,
    main_title           TEXT    NOT NULL,
    sub_title            TEXT,
    location             TEXT,
    facility             TEXT,
    start_date           TEXT,
    end_date             TEXT,
    discipline           TEXT,
    held_details         TEXT    NOT NULL,
    organiser_start_date TEXT,
    organiser_end_date   TEXT,
    active_race_id       TEXT,
    display_mode         TEXT    CHECK (display_mode IN ('simple', 'detailed')),
    show_on_course       BOOLEAN,
    merge_strategy       TEXT    CHECK (merge_strategy IN ('tcp', 'xml', 'latest'))
);

CREATE TABLE event_images (
    event      BIGINT PRIMARY KEY REFERENCES events ON DELETE CASCADE,
    media_type TEXT   NOT NULL,
    bytes      BYTEA  NOT NULL,
    version    BIGINT NOT NULL,
    digest     TEXT
);

CREATE TABLE event_keys (
    event       BIGINT NOT NULL REFERENCES events ON DELETE CASCADE,
    key_id      TEXT   COLLATE "C" NOT NULL,
    position    BIGINT NOT NULL,
    api_key     TEXT   COLLATE "C" NOT NULL UNIQUE,
    created_at  BIGINT NOT NULL,
    valid_until BIGINT,
    accepted_at BIGINT,
    PRIMARY KEY (event, key_id)
);

CREATE TABLE classes (
    event      BIGINT NOT NULL REFERENCES events ON DELETE CASCADE,
    class_id   TEXT   COLLATE "C" NOT NULL,
    position   BIGINT NOT NULL,
    name       TEXT,
    long_title TEXT,
    PRIMARY KEY (event, class_id)
);

-- References within an event are checked at the end of the statement that deletes the event: ON DELETE NO ACTION.
CREATE TABLE categories (
    event      BIGINT  NOT NULL REFERENCES events ON DELETE CASCADE,
    class_id   TEXT    COLLATE "C" NOT NULL,
    cat_id     TEXT    COLLATE "C" NOT NULL,
    position   BIGINT  NOT NULL,
    name       TEXT,
    first_year INTEGER,
    last_year  INTEGER,
    PRIMARY KEY (event, class_id, cat_id),
    FOREIGN KEY (event, class_id) REFERENCES classes
);

CREATE TABLE courses (
    event         BIGINT  NOT NULL REFERENCES events ON DELETE CASCADE,
    course_nr     INTEGER NOT NULL,
    position      BIGINT  NOT NULL,
    course_config TEXT    NOT NULL,
    PRIMARY KEY (event, course_nr)
);

CREATE TABLE races (
    event          BIGINT  NOT NULL REFERENCES events ON DELETE CASCADE,
    race_id        TEXT    COLLATE "C" NOT NULL,
    position       BIGINT  NOT NULL,
    class_id       TEXT    COLLATE "C" NOT NULL,
    dis_id         TEXT,
    race_order     INTEGER,
    start_time     TEXT,
    start_interval TEXT,
    course_nr      INTEGER,
    race_status    INTEGER,
    custom_title   TEXT,
    PRIMARY KEY (event, race_id),
    FOREIGN KEY (event, class_id) REFERENCES classes
);

CREATE INDEX races_of_class ON races (event, class_id);

CREATE TABLE participants (
    event          BIGINT  NOT NULL REFERENCES events ON DELETE CASCADE,
    participant_id TEXT    COLLATE "C" NOT NULL,
    position       BIGINT  NOT NULL,
    class_id       TEXT    COLLATE "C" NOT NULL,
    event_bib      INTEGER,
    icf_id         TEXT,
    family_name    TEXT,
    given_name     TEXT,
    icf_id2        TEXT,
    family_name2   TEXT,
    given_name2    TEXT,
    noc            TEXT,
    club           TEXT,
    cat_id         TEXT    COLLATE "C",
    is_team        BOOLEAN NOT NULL,
    PRIMARY KEY (event, participant_id),
    FOREIGN KEY (event, class_id) REFERENCES classes
);

CREATE INDEX participants_of_class ON participants (event, class_id);

CREATE TABLE team_members (
    event          BIGINT  NOT NULL REFERENCES events ON DELETE CASCADE,
    participant_id TEXT    COLLATE "C" NOT NULL,
    place          INTEGER NOT NULL CHECK (place >= 0),
    member         TEXT    NOT NULL,
    PRIMARY KEY (event, participant_id, place),
    FOREIGN KEY (event, participant_id) REFERENCES participants
);

-- A participant in a race, with what each source says of the result side by side. A source has spoken when its `_at`
-- is set. Gates are penalties in seconds, comma-separated, blank for a gate not passed: '0,2,,50'.
CREATE TABLE results (
    event                   BIGINT  NOT NULL REFERENCES events ON DELETE CASCADE,
    race_id                 TEXT    COLLATE "C" NOT NULL,
    participant_id          TEXT    COLLATE "C" NOT NULL,
    position                BIGINT  NOT NULL,
    listed                  BOOLEAN NOT NULL,
    bib                     INTEGER,
    start_order             INTEGER,
    start_time              TEXT,
    heat_nr                 INTEGER,
    tcp_holds               BOOLEAN NOT NULL,
    corrected               BOOLEAN NOT NULL,
    xml_time                INTEGER,
    xml_pen                 INTEGER,
    xml_total               INTEGER,
    xml_status              TEXT,
    xml_under_investigation BOOLEAN,
    xml_rank                INTEGER,
    xml_gates               TEXT,
    xml_dt_start            TEXT,
    xml_dt_finish           TEXT,
    xml_at                  BIGINT,
    tcp_time                INTEGER,
    tcp_pen                 INTEGER,
    tcp_total               INTEGER,
    tcp_status              TEXT,
    tcp_under_investigation BOOLEAN,
    tcp_rank                INTEGER,
    tcp_gates               TEXT,
    tcp_dt_start            TEXT,
    tcp_dt_finish           TEXT,
    tcp_at                  BIGINT,
    PRIMARY KEY (event, race_id, participant_id),
    FOREIGN KEY (event, race_id) REFERENCES races,
    FOREIGN KEY (event, participant_id) REFERENCES participants
);

CREATE INDEX results_of_participant ON results (event, participant_id);

CREATE TABLE officials (
    event       BIGINT  NOT NULL REFERENCES events ON DELETE CASCADE,
    place       INTEGER NOT NULL CHECK (place >= 0),
    function    TEXT,
    family_name TEXT,
    given_name  TEXT,
    noc         TEXT,
    PRIMARY KEY (event, place)
);

-- Gates are pairs of touched and missed, comma-separated, blank for what is not told: '3/1,0/0,/'.
CREATE TABLE gate_statistics (
    event        BIGINT  NOT NULL REFERENCES events ON DELETE CASCADE,
    place        INTEGER NOT NULL CHECK (place >= 0),
    class_id     TEXT    COLLATE "C" NOT NULL,
    phase        TEXT,
    runs_counted INTEGER,
    gates        TEXT    NOT NULL,
    PRIMARY KEY (event, place),
    FOREIGN KEY (event, class_id) REFERENCES classes
);

-- The ingest calls that changed an event. `version` is the one that the call gave it. Warnings are a JSON array of text.
CREATE TABLE ingest_calls (
    event      BIGINT  NOT NULL REFERENCES events ON DELETE CASCADE,
    version    BIGINT  NOT NULL,
    source     TEXT    NOT NULL CHECK (source IN ('xml', 'results')),
    arrived_at BIGINT  NOT NULL,
    bytes      BIGINT  NOT NULL,
    matched    INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    skipped    INTEGER NOT NULL,
    left_out   INTEGER NOT NULL,
    warnings   TEXT,
    PRIMARY KEY (event, version)
);

-- Until when the stream may have mentioned a race without anything new.
CREATE TABLE stream_mentions (
    event        BIGINT NOT NULL REFERENCES events ON DELETE CASCADE,
    race_id      TEXT   COLLATE "C" NOT NULL,
    mentioned_at BIGINT NOT NULL,
    PRIMARY KEY (event, race_id)
);

-- What the public saw of each of an event's last changes. `rows` is a JSON object of the bibs whose rows changed, by
-- race; it is NULL where rows and status are not enough to describe the change.
CREATE TABLE changes (
    event   BIGINT NOT NULL REFERENCES events ON DELETE CASCADE,
    version BIGINT NOT NULL,
    status  TEXT,
    rows    TEXT,
    PRIMARY KEY (event, version)
);
