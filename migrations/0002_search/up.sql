-- The texts that are searched. Each database's own index over them is made at start: src/db/engine/search_index.
CREATE TABLE item_texts (
    rid bigint PRIMARY KEY NOT NULL,
    item_id uuid NOT NULL UNIQUE REFERENCES items (id),
    txt text NOT NULL
);
