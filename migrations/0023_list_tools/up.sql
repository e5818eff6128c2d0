-- Items are sorted by their value and by the days of their seizure and receipt, and looked for by their holder; requests are sorted by the
-- day of their submission. What has no value or no such day comes first. The indexes are of expressions that only these orders use: with
-- the column itself a filter would take the index, and sort all that it finds.
CREATE INDEX items_valuation ON items (coalesce(valuation_minor, -1), id);
CREATE INDEX items_seized_at ON items (coalesce(seized_at, 0), id);
CREATE INDEX items_received_at ON items (coalesce(received_at, 0), id);
CREATE INDEX items_holder_name ON items (holder_name, id);
CREATE INDEX requests_submitted_at ON requests (coalesce(submitted_at, 0), id);

-- Views of lists that people save: filter and order as they stand in the address, the columns shown and their density. A view with a
-- role is shown to everybody of that role.
CREATE TABLE list_views (
    id uuid PRIMARY KEY NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id),
    list text NOT NULL,
    name text NOT NULL,
    role text,
    filter text NOT NULL,
    column_keys text NOT NULL,
    density text NOT NULL,
    is_default boolean NOT NULL,
    created_at bigint NOT NULL,
    version integer NOT NULL,
    UNIQUE (user_id, list, name)
);
CREATE INDEX list_views_role ON list_views (role, list) WHERE role IS NOT NULL;
