-- When the event takes place by its organiser's own word: by this its keys work. Until now exports wrote over it; what is
-- left of it are the dates of events without an export, and those that were edited.
ALTER TABLE events ADD COLUMN organiser_start_date TEXT;
ALTER TABLE events ADD COLUMN organiser_end_date TEXT;

UPDATE events SET organiser_start_date = start_date
WHERE has_xml_data = 0 OR ',' || held_details || ',' LIKE '%,startDate,%';

UPDATE events SET organiser_end_date = end_date
WHERE has_xml_data = 0 OR ',' || held_details || ',' LIKE '%,endDate,%';

-- When an ingest call was last accepted with the key, to the hour: milliseconds since 1970.
ALTER TABLE event_keys ADD COLUMN accepted_at INTEGER;
