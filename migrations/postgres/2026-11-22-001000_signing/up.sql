-- What a member lets be seen of it in a round: its name to others, its good examples. It is signed with the answers.
ALTER TABLE response ADD COLUMN by_name BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE response ADD COLUMN share_examples BOOLEAN NOT NULL DEFAULT FALSE;

-- Who was asked to sign when the answers were handed over last; each of them may. No rows: whoever signs for the member.
CREATE TABLE signature_request (
    id           TEXT PRIMARY KEY NOT NULL,
    response_id  TEXT NOT NULL REFERENCES response (id),
    person_id    TEXT NOT NULL REFERENCES person (id),
    asked_at     TIMESTAMP NOT NULL,
    UNIQUE (response_id, person_id)
);

-- Where this is set, the code does not sign in: it confirms who signs this response.
ALTER TABLE sign_in ADD COLUMN response_id TEXT;

-- Who did what until then, as JSON: with the names of that day, so that the document that is made of it stays the same.
ALTER TABLE signed_version ADD COLUMN log TEXT NOT NULL DEFAULT '[]';
