DROP TABLE item_grams;
DROP TABLE item_texts;
