-- Differences noted on a picture: a JSON list of rectangles with what is seen in each, who noted it and when.
ALTER TABLE files ADD COLUMN marks text;
