-- What model/text.rs does to a text: compatibility forms resolved, small letters, nothing invisible.
CREATE OR REPLACE FUNCTION folded(text text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT lower(normalize(regexp_replace(text, E'[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\U000E0000-\U000E0FFF]', '', 'g'), NFKC))
$$;
-- Text and grams in one table, so that the index and the recheck need one visit. A short pending list halves the cost
-- of registering goods and costs a search less than a millisecond. Asked for first: even when there is nothing to add,
-- ALTER TABLE waits for every reader.
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'item_texts'::regclass AND attname = 'g') THEN
        ALTER TABLE item_texts ADD COLUMN g tsvector NOT NULL;
        CREATE INDEX item_texts_g ON item_texts USING gin (g) WITH (fastupdate = on, gin_pending_list_limit = 512);
    END IF;
END $$;
