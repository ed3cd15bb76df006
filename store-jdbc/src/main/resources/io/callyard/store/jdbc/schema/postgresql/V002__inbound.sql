-- What stands on the tenants' floors. Each body is the whole of a thing but its tenant and its id; the columns beside
-- it are there to find it, and say nothing of their own.

-- Queues that callers wait in: their rules, and what they have learnt.
CREATE TABLE {inbound_queue} (
    tenant text COLLATE "C" NOT NULL,
    id     text COLLATE "C" NOT NULL,
    body   text NOT NULL,
    PRIMARY KEY (tenant, id)
) WITH (fillfactor = 50);

CREATE TABLE {caller} (
    id           uuid PRIMARY KEY,
    tenant       text COLLATE "C" NOT NULL,
    queue        text COLLATE "C" NOT NULL,
    state        text    NOT NULL,
    in_line      boolean NOT NULL,
    place_key    bigint  NOT NULL,   -- the order of a line, then the id
    account      text COLLATE "C",   -- of the line on which he called
    line_id      text COLLATE "C",   -- the carrier's id of it
    phone        text COLLATE "C",
    promised_by  bigint,             -- of a callback, as long as he has not gone
    left_at      bigint,
    attention_at bigint,
    body         text    NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX {:caller_place} ON {caller} (tenant, queue, place_key, id) WHERE in_line;
CREATE INDEX {:caller_due} ON {caller} (attention_at, tenant) WHERE attention_at IS NOT NULL;
CREATE INDEX {:caller_callback} ON {caller} (tenant, promised_by, id) WHERE promised_by IS NOT NULL;
CREATE INDEX {:caller_on_line} ON {caller} (account, line_id) WHERE line_id IS NOT NULL;
CREATE INDEX {:caller_left} ON {caller} (tenant, queue, left_at, id) WHERE left_at IS NOT NULL;
CREATE INDEX {:caller_left_phone} ON {caller} (tenant, queue, phone, left_at, id)
    WHERE left_at IS NOT NULL AND phone IS NOT NULL;
-- For the upkeep alone: nobody else says the first half of the condition, and so nobody is tempted to read those of all
-- tenants in place of those of one queue.
CREATE INDEX {:caller_age} ON {caller} (left_at) WHERE NOT in_line AND left_at IS NOT NULL;

CREATE TABLE {agent} (
    tenant       text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    idle_since   bigint,             -- of one whom nothing but time keeps from being asked
    ready_at     bigint NOT NULL,    -- when the work after his last call is done
    attention_at bigint,
    body         text   NOT NULL,
    PRIMARY KEY (tenant, id)
) WITH (fillfactor = 50);
CREATE INDEX {:agent_ready} ON {agent} (tenant, idle_since, id) WHERE idle_since IS NOT NULL;
CREATE INDEX {:agent_due} ON {agent} (attention_at, tenant) WHERE attention_at IS NOT NULL;

CREATE TABLE {offer} (
    id           uuid PRIMARY KEY,
    tenant       text COLLATE "C" NOT NULL,
    caller       uuid   NOT NULL,
    state        text   NOT NULL,
    made_at      bigint NOT NULL,
    over_at      bigint,             -- since when it is over
    attention_at bigint,             -- its deadline, as long as it is not over
    body         text   NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX {:offer_open} ON {offer} (tenant, made_at, id) WHERE over_at IS NULL;
CREATE INDEX {:offer_due} ON {offer} (attention_at, tenant) WHERE attention_at IS NOT NULL;
CREATE INDEX {:offer_age} ON {offer} (over_at) WHERE over_at IS NOT NULL;
