ALTER TABLE signed_version DROP COLUMN log;
DELETE FROM sign_in WHERE response_id IS NOT NULL;
ALTER TABLE sign_in DROP COLUMN response_id;
DROP TABLE signature_request;
ALTER TABLE response DROP COLUMN share_examples;
ALTER TABLE response DROP COLUMN by_name;
