CREATE TABLE opened_depth (
    response_id  TEXT NOT NULL REFERENCES response (id),
    substandard  TEXT NOT NULL,
    opened_by    TEXT NOT NULL REFERENCES person (id),
    opened_at    TIMESTAMP NOT NULL,
    PRIMARY KEY (response_id, substandard)
);
CREATE TABLE finished_part (
    response_id  TEXT NOT NULL REFERENCES response (id),
    substandard  TEXT NOT NULL,
    finished_by  TEXT NOT NULL REFERENCES person (id),
    finished_at  TIMESTAMP NOT NULL,
    PRIMARY KEY (response_id, substandard)
);
CREATE TABLE opened_dialogue (
    response_id  TEXT NOT NULL REFERENCES response (id),
    substandard  TEXT NOT NULL,
    opened_by    TEXT NOT NULL REFERENCES person (id),
    opened_at    TIMESTAMP NOT NULL,
    PRIMARY KEY (response_id, substandard)
);
INSERT INTO opened_depth SELECT response_id, substandard, marked_by, marked_at FROM part_mark WHERE mark = 'depth';
INSERT INTO opened_dialogue SELECT response_id, substandard, marked_by, marked_at FROM part_mark WHERE mark = 'dialogue';
INSERT INTO finished_part SELECT response_id, substandard, marked_by, marked_at FROM part_mark WHERE mark = 'finished';
DROP TABLE part_mark;
