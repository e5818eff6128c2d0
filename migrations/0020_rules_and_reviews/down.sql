ALTER TABLE users DROP COLUMN reviewed_at;
ALTER TABLE users DROP COLUMN password_chosen_at;
