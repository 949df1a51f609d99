-- What a member says of a part as a whole: that it is answered in depth, that own ratings are open to talk about, that it is finished.
-- One table in place of three of the same form.
CREATE TABLE part_mark (
    response_id  TEXT NOT NULL REFERENCES response (id),
    substandard  TEXT NOT NULL,
    mark         TEXT NOT NULL CHECK (mark IN ('depth', 'dialogue', 'finished')),
    marked_by    TEXT NOT NULL REFERENCES person (id),
    marked_at    TIMESTAMP NOT NULL,
    PRIMARY KEY (response_id, substandard, mark)
);
INSERT INTO part_mark SELECT response_id, substandard, 'depth', opened_by, opened_at FROM opened_depth;
INSERT INTO part_mark SELECT response_id, substandard, 'dialogue', opened_by, opened_at FROM opened_dialogue;
INSERT INTO part_mark SELECT response_id, substandard, 'finished', finished_by, finished_at FROM finished_part;
DROP TABLE opened_depth;
DROP TABLE opened_dialogue;
DROP TABLE finished_part;
