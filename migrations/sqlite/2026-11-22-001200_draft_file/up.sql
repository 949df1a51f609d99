-- The SHA-256 of the file that a draft was begun with, so that the same file leads to the same draft.
ALTER TABLE draft ADD COLUMN file_sha256 TEXT;
