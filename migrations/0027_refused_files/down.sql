DROP INDEX papers_file_sha256;
ALTER TABLE files DROP COLUMN refusal;
