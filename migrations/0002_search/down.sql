-- SQLite's index is a table of its own.
DROP TABLE IF EXISTS item_grams;
DROP TABLE item_texts;
