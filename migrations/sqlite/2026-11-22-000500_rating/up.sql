-- What colleagues rate on their own before they talk: a step of the item's scale, or that it is not applicable. It stays inside the
-- member; it is never signed, exported or aggregated.
CREATE TABLE personal_rating (
    response_id     TEXT NOT NULL REFERENCES response (id),
    item            TEXT NOT NULL,
    person_id       TEXT NOT NULL REFERENCES person (id),
    value           INTEGER,
    saved_at        TIMESTAMP NOT NULL,
    PRIMARY KEY (response_id, item, person_id)
);

-- The parts whose own ratings are shown to all who answer: nobody sees another's before.
CREATE TABLE opened_dialogue (
    response_id  TEXT NOT NULL REFERENCES response (id),
    substandard  TEXT NOT NULL,
    opened_by    TEXT NOT NULL REFERENCES person (id),
    opened_at    TIMESTAMP NOT NULL,
    PRIMARY KEY (response_id, substandard)
);
