DROP INDEX seizure_lists_case_id;
DROP TABLE corrections;
