-- Who has which part of a response open, and at which item somebody is typing. A row that has not been renewed for a while means nothing;
-- the next one who comes takes it away.
CREATE TABLE presence (
    response_id  TEXT NOT NULL REFERENCES response (id),
    part         TEXT NOT NULL,
    person_id    TEXT NOT NULL REFERENCES person (id),
    item         TEXT,
    seen_at      TIMESTAMP NOT NULL,
    PRIMARY KEY (response_id, part, person_id)
);
