-- What a member's process lead hands out: parts of the response, to somebody who answers them, perhaps until a day.
CREATE TABLE delegation (
    id           TEXT PRIMARY KEY NOT NULL,
    response_id  TEXT NOT NULL REFERENCES response (id),
    person_id    TEXT NOT NULL REFERENCES person (id),
    due_on       DATE,
    message      TEXT NOT NULL,
    given_by     TEXT NOT NULL REFERENCES person (id),
    given_at     TIMESTAMP NOT NULL,
    -- The role that came with it, which goes with the last part.
    granted      TEXT REFERENCES assignment (id)
);
CREATE INDEX delegation_response ON delegation (response_id);

-- Who has a part now, and since which delegation. Taking a part back takes its row away; the delegation stays.
CREATE TABLE delegated_part (
    response_id    TEXT NOT NULL REFERENCES response (id),
    person_id      TEXT NOT NULL REFERENCES person (id),
    substandard    TEXT NOT NULL,
    delegation_id  TEXT NOT NULL REFERENCES delegation (id),
    PRIMARY KEY (response_id, person_id, substandard)
);
CREATE INDEX delegated_part_delegation ON delegated_part (delegation_id);

-- The parts that somebody has said are finished.
CREATE TABLE finished_part (
    response_id  TEXT NOT NULL REFERENCES response (id),
    substandard  TEXT NOT NULL,
    finished_by  TEXT NOT NULL REFERENCES person (id),
    finished_at  TIMESTAMP NOT NULL,
    PRIMARY KEY (response_id, substandard)
);
