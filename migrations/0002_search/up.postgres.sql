-- Text and grams in one table, so that the index and the recheck need one visit. A short pending list halves the cost
-- of registering goods and costs a search less than a millisecond.
CREATE TABLE item_texts (
    rid bigint PRIMARY KEY NOT NULL,
    item_id uuid NOT NULL UNIQUE REFERENCES items (id),
    txt text NOT NULL,
    g tsvector NOT NULL
);
CREATE INDEX item_texts_g ON item_texts USING gin (g) WITH (fastupdate = on, gin_pending_list_limit = 512);
