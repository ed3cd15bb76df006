ALTER TABLE {thing} ADD COLUMN IF NOT EXISTS colour varchar(20);
CREATE TABLE IF NOT EXISTS {colour} (
    name varchar(20) PRIMARY KEY
);
