-- Leads: contacts of which one call is made, ever. Rows are never deleted: they say who has been called. The body is
-- the whole of a lead but what has a column.
CREATE TABLE {lead} (
    tenant    text COLLATE "C" NOT NULL,
    id        text COLLATE "C" NOT NULL,
    owner     text COLLATE "C" NOT NULL,   -- the user whose lead it is
    position  bigint  NOT NULL,            -- the order of adding: the number of the event that says so
    added_at  bigint  NOT NULL,
    dialed    boolean NOT NULL,
    call_id   uuid,                        -- its one call, empty as long as there was none
    dialed_at bigint,
    body      text    NOT NULL,
    PRIMARY KEY (tenant, id)
) WITH (fillfactor = 50);
CREATE INDEX {:lead_place} ON {lead} (tenant, dialed, position);
CREATE INDEX {:lead_owner} ON {lead} (tenant, owner, dialed, position);
-- A call is that of one lead. That a lead has one call is said by its key, and by the key of its call in its lane.
CREATE UNIQUE INDEX {:lead_call} ON {lead} (call_id) WHERE call_id IS NOT NULL;
