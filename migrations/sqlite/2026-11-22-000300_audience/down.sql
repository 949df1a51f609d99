PRAGMA defer_foreign_keys = ON;

CREATE TABLE response_before AS SELECT * FROM response;
DROP TABLE response;
CREATE TABLE response (
    id          TEXT PRIMARY KEY NOT NULL,
    round_id    TEXT NOT NULL REFERENCES round (id),
    member_id   TEXT NOT NULL REFERENCES member (id),
    state       TEXT NOT NULL,
    state_at    TIMESTAMP NOT NULL,
    state_by    TEXT REFERENCES person (id),
    state_note  TEXT NOT NULL,
    due_on      DATE NOT NULL,
    UNIQUE (round_id, member_id)
);
INSERT INTO response
SELECT id, round_id, member_id, state, state_at, state_by, state_note, due_on FROM response_before;
DROP TABLE response_before;
CREATE INDEX response_member ON response (member_id);

DROP TABLE round_role;
DROP TABLE round_member;

CREATE TABLE round_before AS SELECT * FROM round;
DROP TABLE round;
CREATE TABLE round (
    id             TEXT PRIMARY KEY NOT NULL,
    year           INTEGER NOT NULL,
    questionnaire  TEXT NOT NULL,
    edition_id     TEXT NOT NULL REFERENCES edition (id),
    state          TEXT NOT NULL,
    opens_on       DATE NOT NULL,
    due_on         DATE NOT NULL,
    threshold      INTEGER NOT NULL,
    synthetic      BOOLEAN NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    opened_at      TIMESTAMP,
    published_at   TIMESTAMP,
    UNIQUE (year, questionnaire)
);
INSERT INTO round
SELECT id, year, questionnaire, edition_id, state, opens_on, due_on, threshold, synthetic, created_at, opened_at, published_at
FROM round_before;
DROP TABLE round_before;

ALTER TABLE member DROP COLUMN kind;
