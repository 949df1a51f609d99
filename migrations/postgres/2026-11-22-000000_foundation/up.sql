-- Members and people ------------------------------------------------------------------------------

CREATE TABLE member (
    id          TEXT PRIMARY KEY NOT NULL,
    code        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    short_name  TEXT NOT NULL,
    population  INTEGER
);

CREATE TABLE membership (
    member_id   TEXT NOT NULL REFERENCES member (id),
    year        INTEGER NOT NULL,
    PRIMARY KEY (member_id, year)
);

CREATE TABLE person (
    id          TEXT PRIMARY KEY NOT NULL,
    name        TEXT NOT NULL,
    email       TEXT NOT NULL UNIQUE,
    language    TEXT NOT NULL,
    created_at  TIMESTAMP NOT NULL
);

CREATE TABLE assignment (
    id          TEXT PRIMARY KEY NOT NULL,
    person_id   TEXT NOT NULL REFERENCES person (id),
    role        TEXT NOT NULL,
    member_id   TEXT REFERENCES member (id),
    from_year   INTEGER NOT NULL,
    to_year     INTEGER
);
CREATE UNIQUE INDEX assignment_key ON assignment (person_id, role, COALESCE(member_id, ''), from_year);
CREATE INDEX assignment_member ON assignment (member_id);

-- The round ---------------------------------------------------------------------------------------

CREATE TABLE edition (
    id             TEXT PRIMARY KEY NOT NULL,
    questionnaire  TEXT NOT NULL,
    name           TEXT NOT NULL,
    sha256         TEXT NOT NULL UNIQUE,
    content        TEXT NOT NULL,
    created_at     TIMESTAMP NOT NULL
);

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

CREATE TABLE invitation (
    id          TEXT PRIMARY KEY NOT NULL,
    round_id    TEXT NOT NULL REFERENCES round (id),
    person_id   TEXT NOT NULL REFERENCES person (id),
    created_at  TIMESTAMP NOT NULL,
    opened_at   TIMESTAMP,
    UNIQUE (round_id, person_id)
);

CREATE TABLE reminder (
    id          TEXT PRIMARY KEY NOT NULL,
    round_id    TEXT NOT NULL REFERENCES round (id),
    number      INTEGER NOT NULL,
    created_by  TEXT NOT NULL REFERENCES person (id),
    created_at  TIMESTAMP NOT NULL,
    UNIQUE (round_id, number)
);

-- Answers -----------------------------------------------------------------------------------------

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
CREATE INDEX response_member ON response (member_id);

CREATE TABLE answer (
    response_id     TEXT NOT NULL REFERENCES response (id),
    item            TEXT NOT NULL,
    revision        INTEGER NOT NULL,
    value           TEXT,
    not_applicable  BOOLEAN NOT NULL,
    comment         TEXT NOT NULL,
    person_id       TEXT NOT NULL REFERENCES person (id),
    saved_at        TIMESTAMP NOT NULL,
    PRIMARY KEY (response_id, item)
);

CREATE TABLE answer_revision (
    response_id     TEXT NOT NULL REFERENCES response (id),
    item            TEXT NOT NULL,
    revision        INTEGER NOT NULL,
    mutation_id     TEXT NOT NULL,
    value           TEXT,
    not_applicable  BOOLEAN NOT NULL,
    comment         TEXT NOT NULL,
    person_id       TEXT NOT NULL REFERENCES person (id),
    saved_at        TIMESTAMP NOT NULL,
    PRIMARY KEY (response_id, item, revision),
    UNIQUE (response_id, item, mutation_id)
);

-- Signed versions and their review ----------------------------------------------------------------

CREATE TABLE signed_version (
    id           TEXT PRIMARY KEY NOT NULL,
    response_id  TEXT NOT NULL REFERENCES response (id),
    number       INTEGER NOT NULL,
    content      TEXT NOT NULL,
    sha256       TEXT NOT NULL,
    signed_by    TEXT NOT NULL REFERENCES person (id),
    signer_name  TEXT NOT NULL,
    signed_at    TIMESTAMP NOT NULL,
    UNIQUE (response_id, number)
);

CREATE TABLE review (
    signed_version_id  TEXT PRIMARY KEY NOT NULL REFERENCES signed_version (id),
    decision           TEXT NOT NULL,
    note               TEXT NOT NULL,
    due_on             DATE,
    decided_by         TEXT NOT NULL REFERENCES person (id),
    decided_at         TIMESTAMP NOT NULL
);

CREATE TABLE review_note (
    signed_version_id  TEXT NOT NULL REFERENCES signed_version (id),
    item               TEXT NOT NULL,
    revision           INTEGER NOT NULL,
    body               TEXT NOT NULL,
    written_by         TEXT NOT NULL REFERENCES person (id),
    written_at         TIMESTAMP NOT NULL,
    PRIMARY KEY (signed_version_id, item)
);

-- Mail --------------------------------------------------------------------------------------------

CREATE TABLE mail (
    id           TEXT PRIMARY KEY NOT NULL,
    kind         TEXT NOT NULL,
    cause_id     TEXT NOT NULL,
    person_id    TEXT NOT NULL REFERENCES person (id),
    number       INTEGER NOT NULL,
    round_id     TEXT REFERENCES round (id),
    address      TEXT NOT NULL,
    language     TEXT NOT NULL,
    subject      TEXT NOT NULL,
    text_body    TEXT NOT NULL,
    html_body    TEXT NOT NULL,
    message_id   TEXT NOT NULL UNIQUE,
    in_reply_to  TEXT,
    state        TEXT NOT NULL,
    attempts     INTEGER NOT NULL,
    next_at      TIMESTAMP NOT NULL,
    lease_by     TEXT,
    lease_until  TIMESTAMP,
    fault        TEXT,
    created_at   TIMESTAMP NOT NULL,
    sent_at      TIMESTAMP,
    UNIQUE (cause_id, person_id, kind, number)
);
CREATE INDEX mail_due ON mail (state, next_at);
CREATE INDEX mail_round ON mail (round_id);

-- Sign-in -----------------------------------------------------------------------------------------

CREATE TABLE sign_in (
    id            TEXT PRIMARY KEY NOT NULL,
    address       TEXT NOT NULL,
    client        TEXT NOT NULL,
    person_id     TEXT REFERENCES person (id),
    visitor_hash  TEXT,
    token_hash    TEXT UNIQUE,
    code_hash     TEXT,
    button_alone  BOOLEAN NOT NULL,
    attempts      INTEGER NOT NULL,
    requested_at  TIMESTAMP NOT NULL,
    expires_at    TIMESTAMP NOT NULL,
    used_at       TIMESTAMP
);
CREATE INDEX sign_in_address ON sign_in (address, requested_at);
CREATE INDEX sign_in_client ON sign_in (client, requested_at);
CREATE INDEX sign_in_visitor ON sign_in (visitor_hash);

CREATE TABLE session (
    token_hash  TEXT PRIMARY KEY NOT NULL,
    person_id   TEXT NOT NULL REFERENCES person (id),
    kept        BOOLEAN NOT NULL,
    created_at  TIMESTAMP NOT NULL,
    expires_at  TIMESTAMP NOT NULL
);
CREATE INDEX session_person ON session (person_id);

-- Operation ---------------------------------------------------------------------------------------

CREATE TABLE audit_event (
    id         TEXT PRIMARY KEY NOT NULL,
    at         TIMESTAMP NOT NULL,
    person_id  TEXT REFERENCES person (id),
    member_id  TEXT REFERENCES member (id),
    action     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    detail     TEXT NOT NULL
);
CREATE INDEX audit_event_at ON audit_event (at);

CREATE TABLE setting (
    key    TEXT PRIMARY KEY NOT NULL,
    value  TEXT NOT NULL
);

-- A signed version never changes and never disappears: the database itself refuses it.
CREATE FUNCTION refuse_change_of_signed_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a signed version is immutable';
END
$$;
CREATE TRIGGER signed_version_is_immutable BEFORE UPDATE OR DELETE ON signed_version
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_signed_version();
