-- Which sub-standards a member answers in depth. Closing one keeps its answers.
CREATE TABLE opened_depth (
    response_id  TEXT NOT NULL REFERENCES response (id),
    substandard  TEXT NOT NULL,
    opened_by    TEXT NOT NULL REFERENCES person (id),
    opened_at    TIMESTAMP NOT NULL,
    PRIMARY KEY (response_id, substandard)
);
