-- The results whose rows a change has written: a JSON object of participants by race. NULL if the change has written other
-- rows, or added, moved or removed results.
ALTER TABLE changes ADD COLUMN results TEXT;
