-- What statutory papers ask for: how and where goods are destroyed. Old rows keep their digests, in which what is not there does not
-- appear.

ALTER TABLE requests ADD COLUMN destruction_method text;
ALTER TABLE requests ADD COLUMN destruction_place text;
