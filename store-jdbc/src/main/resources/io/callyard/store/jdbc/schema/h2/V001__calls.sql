-- Instants are microseconds since 1970-01-01T00:00:00Z: exact, and the same on every database.
-- A tenant's row is the one point of order: whoever changes anything of a tenant locks it first.

CREATE TABLE IF NOT EXISTS {tenant} (
    id            varchar(200) PRIMARY KEY,
    max_live      integer NOT NULL,
    direct_floor  integer NOT NULL,
    account       varchar(200) NOT NULL,
    event_seq     bigint  NOT NULL,
    next_position bigint  NOT NULL,
    live          integer NOT NULL,
    live_direct   integer NOT NULL,
    lined         bigint  NOT NULL,   -- calls in line, over the lanes that run
    ready         boolean NOT NULL,   -- worth a look by whoever claims
    wake_at       bigint,             -- worth a look from then on
    parked        boolean NOT NULL,   -- worth a look when an account lets it: see the table of the parked
    last_served   bigint  NOT NULL,
    last_at       bigint  NOT NULL
);
CREATE INDEX IF NOT EXISTS {:tenant_ready} ON {tenant} (ready, last_served, id);
CREATE INDEX IF NOT EXISTS {:tenant_wake} ON {tenant} (wake_at);

-- One row for each tenant's direct calls (D), leads (L) and campaigns (C:id).
CREATE TABLE IF NOT EXISTS {lane} (
    tenant      varchar(200) NOT NULL,
    lane        varchar(200) NOT NULL,
    ordinal     bigint  NOT NULL,
    status      varchar(200),
    settings    varchar(100000),
    max_live    integer NOT NULL,
    scheduled   bigint  NOT NULL,
    queued      bigint  NOT NULL,
    lined       bigint  NOT NULL,     -- of the queued ones, those that are not held back
    live        integer NOT NULL,
    outcomes    varchar(2000)    NOT NULL,
    last_end_at bigint,
    opens_at    bigint,               -- the delay after the last call is over
    clearing    boolean NOT NULL,     -- stopped, and calls still wait
    created_at  bigint  NOT NULL,
    started_at  bigint,
    ended_at    bigint,
    PRIMARY KEY (tenant, lane)
);
CREATE INDEX IF NOT EXISTS {:lane_clearing} ON {lane} (clearing, tenant, lane);

-- Calls that are not over, and those that ended a short while ago.
-- phase: 0 set aside (scheduled or held), 1 in line, 2 live, 3 over.
CREATE TABLE IF NOT EXISTS {call} (
    id           uuid PRIMARY KEY,
    tenant       varchar(200) NOT NULL,
    lane         varchar(200) NOT NULL,
    phase        smallint NOT NULL,
    state        varchar(200)     NOT NULL,
    priority     integer  NOT NULL,
    position     bigint   NOT NULL,
    attempts     integer  NOT NULL,
    dialled      integer  NOT NULL,
    idem_key     varchar(200),
    account      varchar(200),
    attention_at bigint,
    watch_at     bigint,               -- at or before attention_at
    over_at      bigint,               -- since when the call is over
    created_at   bigint   NOT NULL,
    updated_at   bigint   NOT NULL,
    fixed        varchar(100000)     NOT NULL,
    data         varchar(100000)     NOT NULL,
    detail       varchar(100000)     NOT NULL
);
CREATE INDEX IF NOT EXISTS {:call_line} ON {call} (tenant, lane, phase, priority DESC, position);
CREATE INDEX IF NOT EXISTS {:call_live} ON {call} (phase, account);
CREATE INDEX IF NOT EXISTS {:call_live_tenant} ON {call} (tenant, phase);
CREATE INDEX IF NOT EXISTS {:call_over} ON {call} (phase, over_at);
CREATE INDEX IF NOT EXISTS {:call_watch} ON {call} (watch_at);
CREATE UNIQUE INDEX IF NOT EXISTS {:call_key} ON {call} (tenant, lane, idem_key);

-- Calls that are over and out of the way of those that are not.
CREATE TABLE IF NOT EXISTS {past} (
    id         uuid PRIMARY KEY,
    tenant     varchar(200) NOT NULL,
    lane       varchar(200) NOT NULL,
    state      varchar(200)    NOT NULL,
    priority   integer NOT NULL,
    position   bigint  NOT NULL,
    attempts   integer NOT NULL,
    dialled    integer NOT NULL,
    idem_key   varchar(200),
    account    varchar(200),
    created_at bigint  NOT NULL,
    updated_at bigint  NOT NULL,
    fixed      varchar(100000)    NOT NULL,
    data       varchar(100000)    NOT NULL,
    detail     varchar(100000)    NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS {:past_key} ON {past} (tenant, lane, idem_key);
CREATE INDEX IF NOT EXISTS {:past_age} ON {past} (updated_at);

-- How many calls of a lane and priority stand in line, by blocks of 4,096 positions.
CREATE TABLE IF NOT EXISTS {line} (
    tenant   varchar(200) NOT NULL,
    lane     varchar(200) NOT NULL,
    priority integer NOT NULL,
    block    bigint  NOT NULL,
    calls    bigint  NOT NULL,
    PRIMARY KEY (tenant, lane, priority, block)
);

CREATE TABLE IF NOT EXISTS {event} (
    tenant  varchar(200) NOT NULL,
    seq     bigint NOT NULL,
    at      bigint NOT NULL,
    type    varchar(200)   NOT NULL,
    payload varchar(100000)   NOT NULL,
    PRIMARY KEY (tenant, seq)
);

-- Limits that tenants share: a carrier account's, and the whole system's under the empty name.
CREATE TABLE IF NOT EXISTS {shared_limit} (
    id               varchar(200) PRIMARY KEY,
    max_live         integer NOT NULL,
    calls_per_second double precision NOT NULL,
    next_start_at    bigint NOT NULL,
    changed_at       bigint NOT NULL DEFAULT 0
);
MERGE INTO {shared_limit} s USING (SELECT '' AS id) n ON s.id = n.id
    WHEN NOT MATCHED THEN INSERT (id, max_live, calls_per_second, next_start_at) VALUES ('', 2147483647, CAST('Infinity' AS double precision), 0);

-- Tenants with a call to make that an account has kept from it.
CREATE TABLE IF NOT EXISTS {parked} (
    account     varchar(200) NOT NULL,
    tenant      varchar(200) NOT NULL,
    last_served bigint NOT NULL,
    PRIMARY KEY (tenant, account)
);
CREATE INDEX IF NOT EXISTS {:parked_turn} ON {parked} (account, last_served, tenant);

-- Changes that were applied to a live call and must not be applied again.
CREATE TABLE IF NOT EXISTS {once} (
    call_id uuid NOT NULL,
    change  varchar(300) NOT NULL,
    PRIMARY KEY (call_id, change)
);

-- How carriers know the attempts of calls.
CREATE TABLE IF NOT EXISTS {carrier_call} (
    account    varchar(300) NOT NULL,
    carrier_id varchar(300) NOT NULL,
    call_id    uuid   NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (account, carrier_id)
);
CREATE INDEX IF NOT EXISTS {:carrier_call_age} ON {carrier_call} (created_at);
