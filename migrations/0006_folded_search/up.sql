-- The texts that are searched are folded now (model/text.rs) and hold the values of an item's details without their names.
-- The next start indexes every item anew: src/db/goods/search.rs.
DELETE FROM item_texts;
