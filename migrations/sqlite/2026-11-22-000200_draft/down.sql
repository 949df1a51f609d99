DROP TABLE draft_change;
DROP TABLE draft_node;
DROP TABLE draft;
