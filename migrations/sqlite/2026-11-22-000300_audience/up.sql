-- Theme groups stand beside the members: answered for by people like them, and never counted among them.
ALTER TABLE member ADD COLUMN kind TEXT NOT NULL DEFAULT 'member';

-- SQLite cannot drop a UNIQUE of a table, so two tables are made anew. What refers to them is checked at the end.
PRAGMA defer_foreign_keys = ON;

-- Whom a round addresses: all members, chosen members, theme groups, or people who hold a role. Several rounds may ask
-- editions of one questionnaire in a year, as long as they go by different names.
CREATE TABLE round_before AS SELECT * FROM round;
DROP TABLE round;
CREATE TABLE round (
    id             TEXT PRIMARY KEY NOT NULL,
    year           INTEGER NOT NULL,
    questionnaire  TEXT NOT NULL,
    edition_id     TEXT NOT NULL REFERENCES edition (id),
    audience       TEXT NOT NULL,
    state          TEXT NOT NULL,
    opens_on       DATE NOT NULL,
    due_on         DATE NOT NULL,
    threshold      INTEGER NOT NULL,
    synthetic      BOOLEAN NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    opened_at      TIMESTAMP,
    published_at   TIMESTAMP,
    UNIQUE (year, edition_id)
);
INSERT INTO round
SELECT id, year, questionnaire, edition_id, 'all-members', state, opens_on, due_on, threshold, synthetic, created_at,
       opened_at, published_at
FROM round_before;
DROP TABLE round_before;

-- The members or theme groups that a round addresses, if these were chosen.
CREATE TABLE round_member (
    round_id   TEXT NOT NULL REFERENCES round (id),
    member_id  TEXT NOT NULL REFERENCES member (id),
    PRIMARY KEY (round_id, member_id)
);

-- The roles whose holders a round addresses, if it goes to people.
CREATE TABLE round_role (
    round_id  TEXT NOT NULL REFERENCES round (id),
    role      TEXT NOT NULL,
    PRIMARY KEY (round_id, role)
);

-- A response is a member's, or, in a round to people, one person's. Then `respondent` tells it from the others of the member in
-- what leaves the application: a role and a number, no name.
CREATE TABLE response_before AS SELECT * FROM response;
DROP TABLE response;
CREATE TABLE response (
    id          TEXT PRIMARY KEY NOT NULL,
    round_id    TEXT NOT NULL REFERENCES round (id),
    member_id   TEXT NOT NULL REFERENCES member (id),
    person_id   TEXT REFERENCES person (id),
    respondent  TEXT,
    state       TEXT NOT NULL,
    state_at    TIMESTAMP NOT NULL,
    state_by    TEXT REFERENCES person (id),
    state_note  TEXT NOT NULL,
    due_on      DATE NOT NULL
);
INSERT INTO response
SELECT id, round_id, member_id, NULL, NULL, state, state_at, state_by, state_note, due_on
FROM response_before;
DROP TABLE response_before;
CREATE UNIQUE INDEX response_key ON response (round_id, member_id, COALESCE(person_id, ''));
CREATE UNIQUE INDEX response_respondent ON response (round_id, member_id, COALESCE(respondent, ''));
CREATE INDEX response_member ON response (member_id);
CREATE INDEX response_person ON response (person_id);
