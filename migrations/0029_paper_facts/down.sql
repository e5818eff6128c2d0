-- The words of a column are held against their list by a constraint that the program makes; SQLite drops no column that one names.
ALTER TABLE requests DROP CONSTRAINT requests_words;
ALTER TABLE request_lines DROP CONSTRAINT request_lines_words;
ALTER TABLE request_lines DROP COLUMN sealing;
ALTER TABLE requests DROP COLUMN delivery;
ALTER TABLE requests DROP COLUMN destruction_place;
ALTER TABLE requests DROP COLUMN destruction_method;
