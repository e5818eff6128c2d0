-- Why the bytes that came of a file were not taken: it is not awaited any more as if they would still come.
ALTER TABLE files ADD COLUMN refusal text;
-- Papers are found by the digest of their file: by who checks a copy, and where the store is held against what is named.
CREATE INDEX papers_file_sha256 ON papers (file_sha256);
