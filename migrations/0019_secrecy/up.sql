-- How far a case may be known (知悉级别), the highest level of goods a place may hold, and up to which level a person is cleared. Everything
-- there is stays ordinary, which everybody is cleared for and every place holds. Old rows keep their digests, in which the lowest level
-- does not appear. The words sort as the levels do.

ALTER TABLE cases ADD COLUMN secrecy text NOT NULL DEFAULT 'ordinary';
ALTER TABLE places ADD COLUMN secrecy text NOT NULL DEFAULT 'ordinary';
ALTER TABLE users ADD COLUMN clearance text NOT NULL DEFAULT 'ordinary';
CREATE INDEX cases_secrecy ON cases (secrecy);
