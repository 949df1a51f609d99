DROP TABLE opened_depth;
