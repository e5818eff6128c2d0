DROP TABLE handover_signatures;
-- The words of a column are held against their list by a constraint that the program makes; SQLite drops no column of a table whose
-- constraint it has to read anew.
DROP INDEX files_handover_id;
ALTER TABLE files DROP COLUMN handover_id;
DROP TABLE handovers;
