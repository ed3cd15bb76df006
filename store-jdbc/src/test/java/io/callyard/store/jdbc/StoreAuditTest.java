package io.callyard.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.machine.CampaignMachine;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.Limits;
import io.callyard.model.PhoneNumber;
import io.callyard.model.UserId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.store.LeadOrder;
import io.callyard.store.jdbc.audit.VerifyCommand;
import io.callyard.store.jdbc.faults.Hall;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class StoreAuditTest {
    private Yard yard;
    private CampaignId campaign;

    private void open(Databases database) {
        yard = new Yard(
                database.source(),
                builder -> builder.retention(
                        Retention.DEFAULT.withAtHandAge(Duration.ofSeconds(5)).withEvents(Duration.ofSeconds(20), 50)));
    }

    @AfterEach
    void close() {
        yard.close();
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingInAnEmptyStore(Databases database) {
        open(database);

        assertThat(yard.audit().isClean()).isTrue();
        assertThat(yard.audit().at()).isEqualTo(yard.clock.instant());
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingAfterAnyUse(Databases database) {
        open(database);
        for (int seed = 1; seed <= 3; seed++) {
            Bustle bustle = new Bustle(yard, "key-" + seed + "-", seed);
            for (int i = 0; i < 10; i++) {
                bustle.run(40);
                AuditReport report = yard.audit();
                assertThat(report.findings()).as("seed %s, part %s", seed, i).isEmpty();
                assertThat(report.unchecked()).isEmpty();
            }
        }
        assertThat(yard.count("{past}")).isPositive();
        assertThat(yard.count("{event}")).isLessThan(yard.store.lastSeq(yard.tenant) + 10_000);
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingWhileTheStoreIsInUse(Databases database) throws Exception {
        open(database);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Bustle bustle = new Bustle(yard, "key-" + i + "-", i);
                running.add(threads.submit(() -> bustle.run(250)));
            }
            do {
                assertThat(yard.audit().findings()).isEmpty();
            } while (!running.stream().allMatch(Future::isDone));
            for (Future<?> done : running) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** What somebody does by hand, and how it is found. In the campaign one call is live and three wait. */
    static Stream<Arguments> contradictions() {
        return Stream.of(Databases.values())
                .flatMap(database -> Stream.of(
                        plant(database, "tenant-counters", "live=3, counted_live=2", "UPDATE {tenant} SET live = 3"),
                        plant(
                                database,
                                "tenant-counters",
                                "counted_live_direct=1",
                                "UPDATE {tenant} SET live_direct = 0"),
                        plant(database, "tenant-counters", "lined=7", "UPDATE {tenant} SET lined = 7"),
                        plant(database, "lane-counters", "lane=D", "UPDATE {lane} SET queued = 7 WHERE lane = 'D'"),
                        plant(database, "lane-counters", "lane=L", "UPDATE {lane} SET scheduled = 1 WHERE lane = 'L'"),
                        plant(
                                database,
                                "lane-counters",
                                "lined=1",
                                "DELETE FROM {call} WHERE lane = 'D' AND phase = 1"),
                        plant(
                                database,
                                "line-blocks",
                                "calls=9, counted=1",
                                "UPDATE {line} SET calls = 9 WHERE lane = 'D'"),
                        plant(database, "line-blocks", "calls=0", "DELETE FROM {line} WHERE lane = 'D'"),
                        plant(
                                database,
                                "campaign-status",
                                "status=COMPLETED",
                                "UPDATE {lane} SET status = 'COMPLETED' WHERE" + " status = 'RUNNING'"),
                        plant(
                                database,
                                "campaign-status",
                                "clearing=",
                                "UPDATE {lane} SET clearing = true WHERE" + " status = 'RUNNING'"),
                        plant(database, "tenant-limit", "max_live=1, live=2", "UPDATE {tenant} SET max_live = 1"),
                        plant(database, "direct-floor", "live_others=1", "UPDATE {tenant} SET direct_floor = max_live"),
                        plant(
                                database,
                                "campaign-limit",
                                "max_live=0, live=1",
                                "UPDATE {lane} SET max_live = 0 WHERE lane" + " LIKE 'C:%'"),
                        plant(
                                database,
                                "shared-limit",
                                "account=account, max_live=1, live=2",
                                "UPDATE {shared_limit} SET" + " max_live = 1 WHERE id = 'account'"),
                        plant(
                                database,
                                "shared-limit",
                                "account=, max_live=1, live=2",
                                "UPDATE {shared_limit} SET max_live" + " = 1 WHERE id = ''"),
                        plant(
                                database,
                                "call-phase",
                                "phase=1, state=ENDED",
                                "UPDATE {call} SET phase = 1 WHERE phase = 3"),
                        plant(
                                database,
                                "call-phase",
                                "phase=0, state=QUEUED",
                                "UPDATE {call} SET phase = 0 WHERE lane = 'D'" + " AND phase = 1"),
                        plant(
                                database,
                                "call-phase",
                                "account=null",
                                "UPDATE {call} SET account = NULL WHERE phase = 2"),
                        plant(
                                database,
                                "call-lane",
                                "lane=C:none",
                                "UPDATE {call} SET lane = 'C:none' WHERE lane = 'D' AND" + " phase = 1"),
                        plant(
                                database,
                                "call-place",
                                "position=99999",
                                "UPDATE {call} SET position = 99999 WHERE phase = 3"),
                        plant(
                                database,
                                "call-twice",
                                "past_state=ENDED",
                                "INSERT INTO {past} SELECT id, tenant, lane, state,"
                                        + " priority, position, attempts, dialled, idem_key, account, created_at, updated_at, fixed,"
                                        + " data, detail FROM {call} WHERE phase = 3"),
                        plant(
                                database,
                                "call-key",
                                "call_key=key",
                                "INSERT INTO {past} SELECT"
                                        + " CAST('00000000-0000-0000-0000-000000000001' AS uuid), tenant, lane, state, priority,"
                                        + " position, attempts, dialled, idem_key, account, created_at, updated_at, fixed, data,"
                                        + " detail FROM {call} WHERE idem_key = 'key'"),
                        plant(
                                database,
                                "call-watched",
                                "watch_at=null",
                                "UPDATE {call} SET watch_at = NULL WHERE phase = 2"),
                        plant(
                                database,
                                "call-watched",
                                "attention_at=null",
                                "UPDATE {call} SET attention_at = NULL WHERE" + " phase = 2"),
                        plant(
                                database,
                                "call-overdue",
                                "seconds_ago=",
                                "UPDATE {call} SET attention_at = attention_at -"
                                        + " 900000000, watch_at = watch_at - 900000000 WHERE phase = 2"),
                        plant(database, "lost-wake-up", "lane=D", "UPDATE {tenant} SET ready = false, wake_at = NULL"),
                        plant(
                                database,
                                "parked",
                                "account=nowhere",
                                "INSERT INTO {parked} (account, tenant, last_served)"
                                        + " VALUES ('nowhere', 'tenant', 0)"),
                        plant(database, "parked", "account=null", "UPDATE {tenant} SET parked = true"),
                        plant(
                                database,
                                "event-numbers",
                                "oldest=2",
                                "DELETE FROM {event} WHERE seq = 3",
                                "DELETE FROM" + " {event} WHERE seq = 1"),
                        plant(database, "event-numbers", "event_seq=999", "UPDATE {tenant} SET event_seq = 999"),
                        plant(database, "event-numbers", "events=null", "DELETE FROM {event}"),
                        plant(
                                database,
                                "one-end",
                                "ends=2",
                                "INSERT INTO {event} SELECT tenant, 9999, at, type, payload FROM"
                                        + " {event} WHERE type = 'call_ended'"),
                        plant(
                                database,
                                "end-of-an-open-call",
                                "state=QUEUED",
                                "UPDATE {call} SET state = 'QUEUED', phase = 1" + " WHERE phase = 3"),
                        plant(
                                database,
                                "end-without-event",
                                "call=",
                                "UPDATE {event} SET type = 'turn_heard' WHERE type =" + " 'call_ended'"),
                        plant(
                                database,
                                "caller-place",
                                "in_line=",
                                "UPDATE {caller} SET in_line = false WHERE state = 'WAITING'"),
                        plant(
                                database,
                                "caller-place",
                                "left_at=null",
                                "UPDATE {caller} SET left_at = NULL WHERE state = 'ENDED'"),
                        plant(
                                database,
                                "caller-place",
                                "promised_by=1",
                                "UPDATE {caller} SET promised_by = 1 WHERE state = 'ENDED'"),
                        plant(database, "caller-offer", "state=OFFERED", "DELETE FROM {offer} WHERE over_at IS NULL"),
                        plant(
                                database,
                                "caller-offer",
                                "state=OFFERED",
                                "UPDATE {caller} SET state = 'OFFERED' WHERE state = 'WAITING'"),
                        plant(
                                database,
                                "offer-caller",
                                "caller_state=ENDED",
                                "UPDATE {offer} SET caller = (SELECT id FROM {caller} WHERE state = 'ENDED')"
                                        + " WHERE over_at IS NULL"),
                        plant(database, "offer-caller", "caller=null", "DELETE FROM {caller} WHERE state = 'OFFERED'"),
                        plant(
                                database,
                                "offers-at-once",
                                "open_offers=2",
                                "INSERT INTO {offer} SELECT CAST('00000000-0000-0000-0000-000000000001' AS uuid), tenant,"
                                        + " caller, state, made_at, over_at, attention_at, body FROM {offer}"
                                        + " WHERE over_at IS NULL"),
                        plant(
                                database,
                                "offer-watched",
                                "attention_at=null",
                                "UPDATE {offer} SET attention_at = NULL WHERE over_at IS NULL"),
                        plant(
                                database,
                                "offer-watched",
                                "state=OPEN",
                                "UPDATE {offer} SET state = 'OPEN' WHERE over_at IS NOT NULL"),
                        plant(
                                database,
                                "lead-mark",
                                "dialed_at=null",
                                "UPDATE {lead} SET dialed_at = NULL WHERE dialed"),
                        plant(
                                database,
                                "lead-mark",
                                "call_id=null",
                                "UPDATE {lead} SET dialed = true WHERE NOT dialed"),
                        plant(
                                database,
                                "lead-place",
                                "position=9999",
                                "UPDATE {lead} SET position = 9999 WHERE NOT dialed"),
                        plant(
                                database,
                                "lead-call",
                                "keyed_call=null",
                                "UPDATE {lead} SET dialed = true, dialed_at = 1,"
                                        + " call_id = CAST('00000000-0000-0000-0000-000000000001' AS uuid)"
                                        + " WHERE NOT dialed"),
                        plant(
                                database,
                                "lead-call",
                                "call_id=00000000-0000-0000-0000-000000000002",
                                "UPDATE {lead} SET call_id = CAST('00000000-0000-0000-0000-000000000002' AS uuid)"
                                        + " WHERE dialed"),
                        overdue(database, "caller"),
                        overdue(database, "agent"),
                        overdue(database, "offer")));
    }

    private static Arguments overdue(Databases database, String table) {
        return plant(
                database,
                table + "-overdue",
                "seconds_ago=",
                "UPDATE {" + table + "} SET attention_at = attention_at - 7200000000 WHERE attention_at IS NOT NULL");
    }

    private static Arguments plant(Databases database, String invariant, String detail, String... sql) {
        return Arguments.of(database, invariant, detail, List.of(sql));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void findsAContradiction(Databases database, String invariant, String detail, List<String> sql) {
        open(database);
        furnish();
        assertThat(yard.audit().isClean()).isTrue();

        sql.forEach(statement -> assertThat(yard.execute(statement)).isPositive());

        AuditReport report = yard.audit();
        assertThat(report.unchecked()).isEmpty();
        assertThat(report.findings()).as("%s", report.findings()).anySatisfy(finding -> {
            assertThat(finding.invariant()).isEqualTo(invariant);
            assertThat(finding.detail()).contains(detail);
            assertThat(finding.tenant()).isEqualTo(invariant.equals("shared-limit") ? null : "tenant");
        });
    }

    private void furnish() {
        yard.cancel(yard.lead("over"));
        campaign = yard.campaign(CampaignSettings.named("calls").withMaxLive(1).withDelayBetween(Duration.ZERO));
        yard.inCampaign(campaign, "key");
        yard.claim(1).forEach(yard::started);
        for (int i = 0; i < 3; i++) {
            yard.inCampaign(campaign, null);
        }
        yard.advance(Duration.ofSeconds(1));
        yard.direct(null);
        yard.claim(1).forEach(yard::started);
        yard.direct(null);
        furnishFloor();
        furnishLeads();
    }

    /** One is dialled and its call waits, one is not. */
    private void furnishLeads() {
        UserId user = new UserId("ann");
        List<LeadContact> contacts = Stream.of("1", "2")
                .map(id -> LeadContact.of(new LeadId(id), user, PhoneNumber.parse("+15551234567")))
                .toList();
        yard.store.addLeads(yard.tenant, contacts);
        LeadOrder order = new LeadOrder(new LeadId("1"), new CallId(UUID.randomUUID()), List.of());
        yard.store.dialLeads(yard.tenant, user, List.of(order), Yard.MACHINE);
    }

    /** One caller has been served, one is offered, one waits. */
    private void furnishFloor() {
        Hall hall = new Hall(yard.store, yard.tenant).furnished(1);
        Caller served = hall.arrive();
        assertThat(hall.connect(hall.match().orElseThrow())).isTrue();
        assertThat(hall.finish(served.id())).isTrue();
        hall.arrive();
        assertThat(hall.match()).isPresent();
        hall.arrive();
    }

    @ParameterizedTest
    @EnumSource
    void takesNoLoweredLimitForAContradiction(Databases database) {
        open(database);
        campaign = yard.campaign(CampaignSettings.named("calls").withMaxLive(4).withDelayBetween(Duration.ZERO));
        for (int i = 0; i < 4; i++) {
            yard.inCampaign(campaign, null);
        }
        assertThat(yard.claim(10)).hasSize(4);
        yard.limit(2, 2);
        yard.store.setAccountLimits(yard.account, new AccountLimits(1, Double.POSITIVE_INFINITY));
        yard.store.setSystemLimit(1);
        yard.store.updateCampaign(
                yard.tenant, campaign, CampaignMachine.changeSettings(CampaignSettings.named("fewer")));

        assertThat(yard.audit().findings()).isEmpty();

        yard.store.setSystemLimit(Limits.UNLIMITED);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatItCouldNotLookAt(Databases database) {
        open(database);
        furnish();
        yard.execute("UPDATE {tenant} SET ready = false");
        yard.execute("DROP TABLE {past}");

        AuditReport report = yard.audit();

        assertThat(report.isClean()).isFalse();
        assertThat(report.unchecked()).hasSize(3).anyMatch(reason -> reason.startsWith("call-twice: "));
        assertThat(report.findings()).extracting(Finding::invariant).containsOnly("lost-wake-up");
    }

    @ParameterizedTest
    @EnumSource
    void givesConnectionsBackAsTheyWere(Databases database) throws Exception {
        open(database);
        try (Connection connection = database.source().getConnection()) {
            connection.setAutoCommit(false);
            int isolation = connection.getTransactionIsolation();

            new io.callyard.store.jdbc.audit.Auditor(yard.naming, null).run(connection);

            assertThat(connection.isClosed()).isFalse();
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.isReadOnly()).isFalse();
            assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
        }
    }

    @ParameterizedTest
    @EnumSource
    void auditsFromTheCommandLine(Databases database) throws Exception {
        open(database);
        Call call = yard.direct(null);
        String url;
        try (Connection connection = database.source().getConnection()) {
            url = connection.getMetaData().getURL();
        }
        Map<String, String> login = database == Databases.H2
                ? Map.of("CALLYARD_DB_USER", "", "CALLYARD_DB_PASSWORD", "")
                : Map.of("CALLYARD_DB_USER", userName(database));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VerifyCommand command = new VerifyCommand(print(out), print(out), login);
        VerifyCommand.Audit audit = (naming, connections) -> new StoreAudit(connections, naming, yard.clock).run();

        assertThat(command.run(new String[] {url, yard.naming.prefix()}, audit)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("0 findings");

        yard.execute("UPDATE {call} SET phase = 0");
        assertThat(command.run(new String[] {url, yard.naming.prefix()}, audit)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("call-phase, tenant tenant: call=" + call.id());

        assertThat(command.run(new String[] {}, audit)).isEqualTo(2);
        assertThat(command.run(new String[] {url, "NOT A PREFIX"}, audit)).isEqualTo(2);
        assertThat(command.run(new String[] {"jdbc:nothing:", "t_"}, audit)).isEqualTo(2);
        assertThat(command.run(new String[] {url, "no_such_"}, audit)).isEqualTo(2);
    }

    private static String userName(Databases database) throws Exception {
        try (Connection connection = database.source().getConnection()) {
            return connection.getMetaData().getUserName();
        }
    }

    private static PrintStream print(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhoAskedForItOfFindings(Databases database) {
        List<AuditReport> reports = new ArrayList<>();
        yard = new Yard(
                database.source(),
                builder -> builder.auditEvery(Duration.ofMinutes(10)).onFindings(reports::add));
        yard.scheduler.advance(Duration.ofMinutes(16));
        assertThat(reports).isEmpty();

        yard.execute("UPDATE {tenant} SET live = 1");
        yard.scheduler.advance(Duration.ofMinutes(16));

        assertThat(reports).isNotEmpty();
        assertThat(reports.get(0).findings()).extracting(Finding::invariant).containsExactly("tenant-counters");
        yard.store.close();
        int heard = reports.size();
        yard.scheduler.advance(Duration.ofMinutes(30));
        assertThat(reports).hasSize(heard);
    }
}
