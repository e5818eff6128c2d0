-- Overlapping bigrams of our own: trigram indexes cannot find two-character Chinese words.
CREATE TABLE item_texts (
    rid bigint PRIMARY KEY NOT NULL,
    item_id uuid NOT NULL UNIQUE REFERENCES items (id),
    txt text NOT NULL
);
CREATE VIRTUAL TABLE item_grams USING fts5(
    g, content = '', contentless_delete = 1, detail = none, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
