-- Overlapping bigrams of our own: trigram indexes cannot find two-character Chinese words.
CREATE VIRTUAL TABLE IF NOT EXISTS item_grams USING fts5(
    g, content = '', contentless_delete = 1, detail = none, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
