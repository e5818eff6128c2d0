-- The number of a seizure list that was replaced or cancelled is free again, which no constraint can tell.
ALTER TABLE seizure_lists DROP CONSTRAINT seizure_lists_case_id_list_no_key;
