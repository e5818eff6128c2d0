ALTER TABLE requests DROP COLUMN destruction_place;
ALTER TABLE requests DROP COLUMN destruction_method;
