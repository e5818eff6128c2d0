-- What statutory papers ask for: how and where goods are destroyed, how they come to whoever receives them, and whether
-- they were sealed and counted when they changed hands. Old rows keep their digests, in which what is not there does not appear.

ALTER TABLE requests ADD COLUMN destruction_method text;
ALTER TABLE requests ADD COLUMN destruction_place text;
ALTER TABLE requests ADD COLUMN delivery text;
ALTER TABLE request_lines ADD COLUMN sealing text;
