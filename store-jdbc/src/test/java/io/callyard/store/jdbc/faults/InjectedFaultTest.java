package io.callyard.store.jdbc.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.audit.CallView;
import io.callyard.audit.EventAudit;
import io.callyard.machine.CallChange;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.testkit.ManualClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each trip to the database of each change fails once, in each way: all of the change is made, or none of it. */
@Tag("R1.9")
class InjectedFaultTest {
    private static final String LOCKED = "55P03";
    private static final Set<String> REPEATED = Set.of("40001", "40P01");

    private final ManualClock clock = ManualClock.create();

    /** A change that is tried, from a tenant with one call that it is about. */
    private enum Change {
        PLACE(CallState.QUEUED, CallState.QUEUED) {
            @Override
            void make(Node node, Call call) {
                node.place(Node.direct(call.tenant()).key("again"));
            }
        },
        CLAIM(CallState.QUEUED, CallState.RESERVED) {
            @Override
            void make(Node node, Call call) {
                node.claim(1);
            }
        },
        BRING_DUE(CallState.SCHEDULED, CallState.RESERVED) {
            @Override
            void make(Node node, Call call) {
                node.claim(1);
            }
        },
        UPDATE(CallState.RESERVED, CallState.DIALING) {
            @Override
            void make(Node node, Call call) {
                node.update(call, "once", Node.started(call));
            }
        },
        OVERDUE(CallState.RESERVED, CallState.RESERVED) {
            @Override
            void make(Node node, Call call) {
                node.store().overdue(1, Duration.ofSeconds(5));
            }
        };

        private final CallState before;
        private final CallState after;

        Change(CallState before, CallState after) {
            this.before = before;
            this.after = after;
        }

        abstract void make(Node node, Call call);
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, 40001",
        "POSTGRESQL, 40P01",
        "POSTGRESQL, 55P03",
        "POSTGRESQL, 57014",
        "POSTGRESQL, 08006",
        "POSTGRESQL, 25P02",
        "H2, 40001",
        "H2, 90098"
    })
    void isRepeatedOrReportedAndNeverHalfDone(Databases database, String state) {
        try (HikariDataSource pool = Databases.pool(database.fresh(), 2)) {
            for (Change change : Change.values()) {
                int trips = tryAll(pool, change, state, false);
                assertThat(trips).as("trips of %s", change).isGreaterThan(3);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, 08006", "H2, 08006"})
    void isRightWhenAnAnswerIsLost(Databases database, String state) {
        try (HikariDataSource pool = Databases.pool(database.fresh(), 2)) {
            for (Change change : Change.values()) {
                tryAll(pool, change, state, true);
            }
        }
    }

    private int tryAll(HikariDataSource pool, Change change, String state, boolean afterwards) {
        Fault fault = new Fault();
        try (Node sound = Node.on(pool, builder -> builder.clock(clock).lookEvery(Duration.ofHours(1)));
                Node faulty = Node.on(
                        Interposed.before(pool, fault),
                        builder -> builder.clock(clock).lookEvery(Duration.ofHours(1)))) {
            for (int nth = 1; ; nth++) {
                Call call = given(sound, change);
                fault.arm(nth, state, afterwards);
                boolean failed = false;
                try {
                    change.make(faulty, call);
                } catch (StoreUnavailableException e) {
                    failed = true;
                }
                boolean fired = fault.isOver();
                String where = change + ", " + state + " at trip " + fault.where();
                fault.arm(0, "", false);
                if (fired && REPEATED.contains(state) && !where.endsWith("close")) {
                    assertThat(failed).as(where).isFalse();
                }
                // Who claims finds nothing where all is locked; that is no failure, but nothing is done either.
                check(sound, change, call, failed || fired && state.equals(LOCKED), where);
                if (!fired) {
                    return nth;
                }
            }
        }
    }

    private Call given(Node node, Change change) {
        TenantId tenant = node.tenant(2);
        if (change == Change.BRING_DUE) {
            Call call = node.place(
                            Node.direct(tenant).scheduledFor(clock.instant().plusSeconds(1)))
                    .call();
            clock.advance(Duration.ofSeconds(1));
            return call;
        }
        Call call = node.place(tenant);
        if (change.before == CallState.RESERVED) {
            call = node.claim(1).get(0);
        }
        if (change == Change.OVERDUE) {
            clock.advance(Duration.ofMinutes(1));
        }
        return call;
    }

    /** Repeats the change, which finds it made or makes it, and audits what has become of the tenant. */
    private static void check(Node node, Change change, Call call, boolean failed, String where) {
        CallState state = node.fresh(call).state();
        if (!failed) {
            assertThat(state).as(where).isEqualTo(change.after);
        }
        assertThat(state).as(where).isIn(change.before, change.after, CallState.QUEUED);
        boolean done = state == change.after;
        switch (change) {
            case PLACE -> {
                boolean isNew =
                        node.place(Node.direct(call.tenant()).key("again")).isNew();
                assertThat(isNew && !failed).as(where).isFalse();
            }
            case CLAIM, BRING_DUE -> assertThat(node.claim(9)).as(where).hasSize(done ? 0 : 1);
            case UPDATE -> {
                boolean effective =
                        node.update(call, "once", Node.started(call)).isEffective();
                assertThat(effective).as(where).isEqualTo(!done);
            }
            case OVERDUE -> assertThat(node.fresh(call).attempts()).as(where).isEqualTo(1);
        }
        EventAudit audit = node.audit(call.tenant());
        assertThat(audit.openCalls()).as(where).hasSize(change == Change.PLACE ? 2 : 1);
        for (CallView open : audit.openCalls()) {
            CallChange end = open.state().holdsSlot()
                    ? Node.MACHINE.reclaim(1, Outcome.UNKNOWN, "done")
                    : Node.MACHINE.cancel("done");
            node.store().update(call.tenant(), open.subject().id(), null, end);
        }
    }
}
