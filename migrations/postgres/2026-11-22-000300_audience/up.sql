-- Theme groups stand beside the members: answered for by people like them, and never counted among them.
ALTER TABLE member ADD COLUMN kind TEXT NOT NULL DEFAULT 'member';

-- Whom a round addresses: all members, chosen members, theme groups, or people who hold a role. Several rounds may ask
-- editions of one questionnaire in a year, as long as they go by different names.
ALTER TABLE round ADD COLUMN audience TEXT NOT NULL DEFAULT 'all-members';
ALTER TABLE round ALTER COLUMN audience DROP DEFAULT;
ALTER TABLE round DROP CONSTRAINT round_year_questionnaire_key;
ALTER TABLE round ADD UNIQUE (year, edition_id);

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
ALTER TABLE response ADD COLUMN person_id TEXT REFERENCES person (id);
ALTER TABLE response ADD COLUMN respondent TEXT;
ALTER TABLE response DROP CONSTRAINT response_round_id_member_id_key;
CREATE UNIQUE INDEX response_key ON response (round_id, member_id, COALESCE(person_id, ''));
CREATE UNIQUE INDEX response_respondent ON response (round_id, member_id, COALESCE(respondent, ''));
CREATE INDEX response_person ON response (person_id);
