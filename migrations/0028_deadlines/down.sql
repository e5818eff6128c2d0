DROP INDEX items_received_of_case;
DROP INDEX items_not_handed_over;
DROP TABLE deadlines;
