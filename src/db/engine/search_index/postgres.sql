-- Text and grams in one table, so that the index and the recheck need one visit. A short pending list halves the cost
-- of registering goods and costs a search less than a millisecond. Asked for first: even when there is nothing to add,
-- ALTER TABLE waits for every reader.
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'item_texts'::regclass AND attname = 'g') THEN
        ALTER TABLE item_texts ADD COLUMN g tsvector NOT NULL;
        CREATE INDEX item_texts_g ON item_texts USING gin (g) WITH (fastupdate = on, gin_pending_list_limit = 512);
    END IF;
END $$;
