DROP TABLE certificate_uses;
DROP TABLE certificates;
ALTER TABLE sessions DROP COLUMN certificate;
ALTER TABLE users DROP COLUMN certificates;
