-- What an answer rests on: a document with where it is kept, or a file. What was removed is kept: a signed version may name it.
CREATE TABLE evidence (
    id           TEXT PRIMARY KEY NOT NULL,
    response_id  TEXT NOT NULL REFERENCES response (id),
    item         TEXT NOT NULL,
    title        TEXT NOT NULL,
    place        TEXT NOT NULL,
    dated_on     DATE,
    file_name    TEXT,
    file_size    INTEGER,
    file_sha256  TEXT,
    added_by     TEXT NOT NULL REFERENCES person (id),
    added_at     TIMESTAMP NOT NULL,
    removed_at   TIMESTAMP
);
CREATE INDEX evidence_response ON evidence (response_id);

-- The content of evidence that is a file. Read by itself: lists never touch it.
CREATE TABLE evidence_file (
    evidence_id  TEXT PRIMARY KEY NOT NULL REFERENCES evidence (id),
    content      BYTEA NOT NULL
);

-- What colleagues say to each other about an answer. It stays inside the member.
CREATE TABLE remark (
    id           TEXT PRIMARY KEY NOT NULL,
    response_id  TEXT NOT NULL REFERENCES response (id),
    item         TEXT NOT NULL,
    body         TEXT NOT NULL,
    person_id    TEXT NOT NULL REFERENCES person (id),
    written_at   TIMESTAMP NOT NULL
);
CREATE INDEX remark_response ON remark (response_id, item);

-- Whose eyes a remark asks for, and when they said that they had read it.
CREATE TABLE mention (
    remark_id  TEXT NOT NULL REFERENCES remark (id),
    person_id  TEXT NOT NULL REFERENCES person (id),
    read_at    TIMESTAMP,
    PRIMARY KEY (remark_id, person_id)
);
CREATE INDEX mention_person ON mention (person_id);
