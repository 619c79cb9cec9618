-- Results under investigation, as each source marks them; NULL where the source has not spoken.
ALTER TABLE results ADD COLUMN xml_under_investigation INTEGER CHECK (xml_under_investigation IN (0, 1));
ALTER TABLE results ADD COLUMN tcp_under_investigation INTEGER CHECK (tcp_under_investigation IN (0, 1));

-- Whether the export has corrected the stream's word on a row, and the stream has brought no news of it since.
ALTER TABLE results ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0 CHECK (corrected IN (0, 1));

-- Until when the stream may have spoken of a race without saying anything new: milliseconds since 1970, exact after an
-- orderly stop, else some seconds ahead. News is in `results`.
CREATE TABLE stream_mentions (
    event        INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    race_id      TEXT    NOT NULL,
    mentioned_at INTEGER NOT NULL,
    PRIMARY KEY (event, race_id)
) STRICT, WITHOUT ROWID;
