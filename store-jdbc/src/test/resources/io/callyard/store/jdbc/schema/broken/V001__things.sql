-- A table; with the words and signs that are hard to split.
CREATE TABLE IF NOT EXISTS {thing} (
    id    integer PRIMARY KEY,   -- the thing's number, and its key
    price numeric(10, 2) DEFAULT 1 NOT NULL,
    label varchar(20),
    CHECK (price > 0)
);
CREATE INDEX IF NOT EXISTS {:thing_label} ON {thing} (label);
