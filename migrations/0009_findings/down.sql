DROP TABLE findings;
DELETE FROM verifications WHERE started_by IS NULL;
DROP INDEX verifications_scope;
