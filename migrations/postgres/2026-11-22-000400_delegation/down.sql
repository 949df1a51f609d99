DROP TABLE finished_part;
DROP TABLE delegated_part;
DROP TABLE delegation;
