ALTER TABLE answer_revision DROP COLUMN unchanged_since;
ALTER TABLE answer DROP COLUMN unchanged_since;
