-- Leads: contacts of which one call is made, ever. Rows are never deleted: they say who has been called. The body is
-- the whole of a lead but what has a column.
CREATE TABLE IF NOT EXISTS {lead} (
    tenant    varchar(200) NOT NULL,
    id        varchar(200) NOT NULL,
    owner     varchar(200) NOT NULL,   -- the user whose lead it is
    position  bigint  NOT NULL,        -- the order of adding: the number of the event that says so
    added_at  bigint  NOT NULL,
    dialed    boolean NOT NULL,
    call_id   uuid,                    -- its one call, empty as long as there was none
    dialed_at bigint,
    body      varchar(1000000) NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX IF NOT EXISTS {:lead_place} ON {lead} (tenant, dialed, position);
CREATE INDEX IF NOT EXISTS {:lead_owner} ON {lead} (tenant, owner, dialed, position);
-- A call is that of one lead. That a lead has one call is said by its key, and by the key of its call in its lane.
CREATE UNIQUE INDEX IF NOT EXISTS {:lead_call} ON {lead} (call_id);
