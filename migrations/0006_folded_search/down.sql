DELETE FROM item_texts;
