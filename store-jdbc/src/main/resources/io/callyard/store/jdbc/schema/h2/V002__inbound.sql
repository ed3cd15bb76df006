-- What stands on the tenants' floors. Each body is the whole of a thing but its tenant and its id; the columns beside
-- it are there to find it, and say nothing of their own.

-- Queues that callers wait in: their rules, and what they have learnt.
CREATE TABLE IF NOT EXISTS {inbound_queue} (
    tenant varchar(200) NOT NULL,
    id     varchar(200) NOT NULL,
    body   varchar(1000000) NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE TABLE IF NOT EXISTS {caller} (
    id           uuid PRIMARY KEY,
    tenant       varchar(200) NOT NULL,
    queue        varchar(200) NOT NULL,
    state        varchar(200) NOT NULL,
    in_line      boolean NOT NULL,
    place_key    bigint  NOT NULL,   -- the order of a line, then the id
    account      varchar(300),       -- of the line on which he called
    line_id      varchar(300),       -- the carrier's id of it
    phone        varchar(200),
    promised_by  bigint,             -- of a callback, as long as he has not gone
    left_at      bigint,
    attention_at bigint,
    body         varchar(1000000) NOT NULL
);
CREATE INDEX IF NOT EXISTS {:caller_place} ON {caller} (tenant, queue, in_line, place_key, id);
CREATE INDEX IF NOT EXISTS {:caller_due} ON {caller} (attention_at, tenant);
CREATE INDEX IF NOT EXISTS {:caller_callback} ON {caller} (tenant, promised_by, id);
CREATE INDEX IF NOT EXISTS {:caller_on_line} ON {caller} (account, line_id);
CREATE INDEX IF NOT EXISTS {:caller_left} ON {caller} (tenant, queue, left_at, id);
CREATE INDEX IF NOT EXISTS {:caller_left_phone} ON {caller} (tenant, queue, phone, left_at, id);
CREATE INDEX IF NOT EXISTS {:caller_age} ON {caller} (left_at);

CREATE TABLE IF NOT EXISTS {agent} (
    tenant       varchar(200) NOT NULL,
    id           varchar(200) NOT NULL,
    idle_since   bigint,             -- of one whom nothing but time keeps from being asked
    ready_at     bigint NOT NULL,    -- when the work after his last call is done
    attention_at bigint,
    body         varchar(1000000) NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX IF NOT EXISTS {:agent_ready} ON {agent} (tenant, idle_since, id);
CREATE INDEX IF NOT EXISTS {:agent_due} ON {agent} (attention_at, tenant);

CREATE TABLE IF NOT EXISTS {offer} (
    id           uuid PRIMARY KEY,
    tenant       varchar(200) NOT NULL,
    caller       uuid   NOT NULL,
    state        varchar(200) NOT NULL,
    made_at      bigint NOT NULL,
    over_at      bigint,             -- since when it is over
    attention_at bigint,             -- its deadline, as long as it is not over
    body         varchar(1000000) NOT NULL
);
CREATE INDEX IF NOT EXISTS {:offer_open} ON {offer} (tenant, over_at, made_at, id);
CREATE INDEX IF NOT EXISTS {:offer_due} ON {offer} (attention_at, tenant);
CREATE INDEX IF NOT EXISTS {:offer_age} ON {offer} (over_at);
