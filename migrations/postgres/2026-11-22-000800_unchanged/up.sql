-- The year since which somebody has confirmed that an answer is unchanged.
ALTER TABLE answer ADD COLUMN unchanged_since INTEGER;
ALTER TABLE answer_revision ADD COLUMN unchanged_since INTEGER;
