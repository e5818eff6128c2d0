-- What statutory papers ask for: how and where goods are destroyed, and how they come to whoever receives them. Old rows
-- keep their digests, in which what is not there does not appear.

ALTER TABLE requests ADD COLUMN destruction_method text;
ALTER TABLE requests ADD COLUMN destruction_place text;
ALTER TABLE requests ADD COLUMN delivery text;
