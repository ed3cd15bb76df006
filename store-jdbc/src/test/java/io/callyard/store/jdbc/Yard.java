package io.callyard.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Intake;
import io.callyard.store.jdbc.schema.Naming;
import io.callyard.testkit.ManualClock;
import io.callyard.testkit.VirtualScheduler;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A store with tables of its own, in virtual time, in which nothing happens by itself. */
final class Yard implements AutoCloseable {
    static final CallMachine MACHINE = new CallMachine(CallTimeouts.DEFAULT);
    static final CarrierReports REPORTS = new CarrierReports(CallTimeouts.DEFAULT);
    static final NodeId NODE = new NodeId("node-1");

    private static final AtomicLong COUNTER = new AtomicLong();

    final ManualClock clock = ManualClock.create();
    final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    final TenantId tenant = new TenantId("tenant");
    final CarrierAccountId account = new CarrierAccountId("account");
    final Naming naming = new Naming(null, "t" + COUNTER.incrementAndGet() + "_");
    final HikariDataSource pool;
    final JdbcStore store;

    Yard(DataSource database) {
        this(database, builder -> builder);
    }

    Yard(DataSource database, UnaryOperator<JdbcStoreBuilder> choices) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(12);
        pool = new HikariDataSource(config);
        store = choices.apply(JdbcStore.builder(pool, scheduler)
                        .tablePrefix(naming.prefix())
                        .clock(clock))
                .open();
        store.setAccountLimits(account, AccountLimits.NONE);
        limit(1_000, 0);
    }

    @Override
    public void close() {
        store.close();
        pool.close();
    }

    void limit(int maxLive, int directFloor) {
        store.setTenantLimits(tenant, new TenantLimits(maxLive, directFloor, account));
    }

    AuditReport audit() {
        return new StoreAudit(pool::getConnection, naming, clock).run();
    }

    // Calls

    static CallRequest request(TenantId tenant, CallType type, CampaignId campaign, String key) {
        PhoneNumber number = PhoneNumber.parse("+1555" + (1_000_000 + COUNTER.incrementAndGet()));
        return new CallRequest(
                tenant, type, number, campaign, null, null, null, null, CallData.NONE, null, null, null, key);
    }

    Intake takeIn(CallType type, CampaignId campaign, String key) {
        NewCall call = NewCall.of(new CallId(UUID.randomUUID()), request(tenant, type, campaign, key));
        return store.place(tenant, List.of(call), MACHINE).get(0);
    }

    Call direct(String key) {
        return takeIn(CallType.DIRECT, null, key).call();
    }

    Call lead(String key) {
        return takeIn(CallType.LEAD, null, key).call();
    }

    List<Call> directs(int count) {
        List<NewCall> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(NewCall.of(new CallId(UUID.randomUUID()), request(tenant, CallType.DIRECT, null, null)));
        }
        return store.place(tenant, calls, MACHINE).stream().map(Intake::call).toList();
    }

    CampaignId campaign(CampaignSettings settings) {
        CampaignId id = new CampaignId("campaign-" + COUNTER.incrementAndGet());
        store.createCampaign(tenant, id, settings);
        store.updateCampaign(tenant, id, CampaignMachine::start);
        return id;
    }

    Call inCampaign(CampaignId campaign, String key) {
        return takeIn(CallType.CAMPAIGN, campaign, key).call();
    }

    List<Call> claim(int max) {
        return store.claim(new ClaimOrder(NODE, max, Map.of(), MACHINE)).stream()
                .map(Claimed::call)
                .toList();
    }

    static CarrierCallId carrierId(Call call) {
        return new CarrierCallId("at-carrier-" + call.id());
    }

    Changed started(Call call) {
        return store.update(call.tenant(), call.id(), null, REPORTS.started(call.attempts(), carrierId(call)))
                .orElseThrow();
    }

    Call end(Call call) {
        return store.update(
                        call.tenant(),
                        call.id(),
                        null,
                        REPORTS.ended(
                                call.attempts(),
                                carrierId(call),
                                Outcome.COMPLETED,
                                CarrierCause.of("over"),
                                RetryPolicy.NONE))
                .orElseThrow()
                .after();
    }

    /** Ends a call that waits. */
    Call cancel(Call call) {
        return store.update(call.tenant(), call.id(), null, MACHINE.cancel("not wanted"))
                .orElseThrow()
                .after();
    }

    /** Claims all that waits, and ends it. */
    List<Call> endAll() {
        List<Call> ended = new ArrayList<>();
        for (List<Call> some = claim(500); !some.isEmpty(); some = claim(500)) {
            some.forEach(call -> ended.add(end(call)));
        }
        return ended;
    }

    void advance(Duration duration) {
        clock.advance(duration);
    }

    // Rows

    long count(String fromWhere) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(naming.expand("SELECT count(*) FROM " + fromWhere))) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(naming.expand(sql));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
