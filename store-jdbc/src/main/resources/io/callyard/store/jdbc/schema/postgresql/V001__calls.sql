-- Instants are microseconds since 1970-01-01T00:00:00Z: exact, and the same on every database.
-- A tenant's row is the one point of order: whoever changes anything of a tenant locks it first.

CREATE TABLE {tenant} (
    id            text COLLATE "C" PRIMARY KEY,
    max_live      integer NOT NULL,
    direct_floor  integer NOT NULL,
    account       text COLLATE "C" NOT NULL,
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
) WITH (fillfactor = 50);
CREATE INDEX {:tenant_ready} ON {tenant} (last_served, id) WHERE ready;
CREATE INDEX {:tenant_wake} ON {tenant} (wake_at) WHERE wake_at IS NOT NULL;

-- One row for each tenant's direct calls (D), leads (L) and campaigns (C:id).
CREATE TABLE {lane} (
    tenant      text COLLATE "C" NOT NULL,
    lane        text COLLATE "C" NOT NULL,
    ordinal     bigint  NOT NULL,
    status      text,
    settings    text,
    max_live    integer NOT NULL,
    scheduled   bigint  NOT NULL,
    queued      bigint  NOT NULL,
    lined       bigint  NOT NULL,     -- of the queued ones, those that are not held back
    live        integer NOT NULL,
    outcomes    text    NOT NULL,
    last_end_at bigint,
    opens_at    bigint,               -- the delay after the last call is over
    clearing    boolean NOT NULL,     -- stopped, and calls still wait
    created_at  bigint  NOT NULL,
    started_at  bigint,
    ended_at    bigint,
    PRIMARY KEY (tenant, lane)
) WITH (fillfactor = 50);
CREATE INDEX {:lane_clearing} ON {lane} (tenant, lane) WHERE clearing;

-- Calls that are not over, and those that ended a short while ago.
-- phase: 0 set aside (scheduled or held), 1 in line, 2 live, 3 over.
CREATE TABLE {call} (
    id           uuid PRIMARY KEY,
    tenant       text COLLATE "C" NOT NULL,
    lane         text COLLATE "C" NOT NULL,
    phase        smallint NOT NULL,
    state        text     NOT NULL,
    priority     integer  NOT NULL,
    position     bigint   NOT NULL,
    attempts     integer  NOT NULL,
    dialled      integer  NOT NULL,
    idem_key     text COLLATE "C",
    account      text COLLATE "C",
    attention_at bigint,
    watch_at     bigint,               -- at or before attention_at
    over_at      bigint,               -- since when the call is over
    created_at   bigint   NOT NULL,
    updated_at   bigint   NOT NULL,
    fixed        text     NOT NULL,
    data         text     NOT NULL,
    detail       text     NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX {:call_line} ON {call} (tenant, lane, priority DESC, position) WHERE phase = 1;
CREATE INDEX {:call_aside} ON {call} (tenant, lane) WHERE phase = 0;
CREATE INDEX {:call_live} ON {call} (account, tenant) WHERE phase = 2;
CREATE INDEX {:call_over} ON {call} (over_at) WHERE phase = 3;
CREATE INDEX {:call_watch_waiting} ON {call} (watch_at) WHERE phase < 2 AND watch_at IS NOT NULL;
CREATE INDEX {:call_watch_live} ON {call} (watch_at) WHERE phase = 2;
CREATE UNIQUE INDEX {:call_key} ON {call} (tenant, lane, idem_key) WHERE idem_key IS NOT NULL;

-- Calls that are over and out of the way of those that are not.
CREATE TABLE {past} (
    id         uuid PRIMARY KEY,
    tenant     text COLLATE "C" NOT NULL,
    lane       text COLLATE "C" NOT NULL,
    state      text    NOT NULL,
    priority   integer NOT NULL,
    position   bigint  NOT NULL,
    attempts   integer NOT NULL,
    dialled    integer NOT NULL,
    idem_key   text COLLATE "C",
    account    text COLLATE "C",
    created_at bigint  NOT NULL,
    updated_at bigint  NOT NULL,
    fixed      text    NOT NULL,
    data       text    NOT NULL,
    detail     text    NOT NULL
);
CREATE UNIQUE INDEX {:past_key} ON {past} (tenant, lane, idem_key) WHERE idem_key IS NOT NULL;
-- Those that go some day.
CREATE INDEX {:past_age} ON {past} (updated_at) WHERE lane = 'D' OR idem_key IS NULL;

-- How many calls of a lane and priority stand in line, by blocks of 4,096 positions.
CREATE TABLE {line} (
    tenant   text COLLATE "C" NOT NULL,
    lane     text COLLATE "C" NOT NULL,
    priority integer NOT NULL,
    block    bigint  NOT NULL,
    calls    bigint  NOT NULL,
    PRIMARY KEY (tenant, lane, priority, block)
) WITH (fillfactor = 50);

CREATE TABLE {event} (
    tenant  text COLLATE "C" NOT NULL,
    seq     bigint NOT NULL,
    at      bigint NOT NULL,
    type    text   NOT NULL,
    payload text   NOT NULL,
    PRIMARY KEY (tenant, seq)
);

-- Limits that tenants share: a carrier account's, and the whole system's under the empty name.
CREATE TABLE {shared_limit} (
    id               text COLLATE "C" PRIMARY KEY,
    max_live         integer NOT NULL,
    calls_per_second double precision NOT NULL,
    next_start_at    bigint NOT NULL,
    changed_at       bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
INSERT INTO {shared_limit} (id, max_live, calls_per_second, next_start_at) VALUES ('', 2147483647, 'Infinity', 0);

-- Tenants with a call to make that an account has kept from it.
CREATE TABLE {parked} (
    account     text COLLATE "C" NOT NULL,
    tenant      text COLLATE "C" NOT NULL,
    last_served bigint NOT NULL,
    PRIMARY KEY (tenant, account)
);
CREATE INDEX {:parked_turn} ON {parked} (account, last_served, tenant);

-- Changes that were applied to a live call and must not be applied again.
CREATE TABLE {once} (
    call_id uuid NOT NULL,
    change  text COLLATE "C" NOT NULL,
    PRIMARY KEY (call_id, change)
);

-- How carriers know the attempts of calls.
CREATE TABLE {carrier_call} (
    account    text COLLATE "C" NOT NULL,
    carrier_id text COLLATE "C" NOT NULL,
    call_id    uuid   NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (account, carrier_id)
);
CREATE INDEX {:carrier_call_age} ON {carrier_call} (created_at);
