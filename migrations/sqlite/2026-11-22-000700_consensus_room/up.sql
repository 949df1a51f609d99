-- A room in which a group agrees: for all parts of a response or one perspective's. It stands at an item, whose own ratings its
-- screen shows once they are revealed. Several may be open at a time; one that is closed stays to be read.
CREATE TABLE consensus_room (
    id           TEXT PRIMARY KEY NOT NULL,
    response_id  TEXT NOT NULL REFERENCES response (id),
    perspective  TEXT,
    opened_by    TEXT NOT NULL REFERENCES person (id),
    opened_at    TIMESTAMP NOT NULL,
    item         TEXT,
    revealed     BOOLEAN NOT NULL,
    -- The items at which it stood before, the last one last, separated by spaces.
    trail        TEXT NOT NULL,
    closed_at    TIMESTAMP
);
CREATE INDEX consensus_room_response ON consensus_room (response_id);
