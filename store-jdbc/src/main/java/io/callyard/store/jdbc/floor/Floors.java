package io.callyard.store.jdbc.floor;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.ledger.Desk;
import io.callyard.store.jdbc.ledger.LockedTenant;
import io.callyard.store.jdbc.ledger.Tables;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Statements;
import io.callyard.store.jdbc.sql.Transactions;
import io.callyard.store.jdbc.sql.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The floors of all tenants, and the steps on them: each a transaction of its own, under its tenant's lock.
 *
 * <p><b>Threads.</b> Safe for many. Of those on this node who want to one floor, one at a time asks for a connection.
 */
public final class Floors {
    private final Desk desk;
    private final Transactions transactions;
    private final Doors doors = new Doors();

    /** Lets others onto the floors, and tells who listens at {@code desk} of events. */
    public Floors(Desk desk) {
        this.desk = desk;
        transactions = desk.transactions();
    }

    /** What a step has come to. */
    private record Done<R>(@Nullable R answer, Tables.Effects effects) {}

    /** Refuses to do anything inside of a step: it would wait for the step, or outlive it if it fails. */
    public void requireNoStepUnderWay() {
        if (doors.amInside()) {
            throw new IllegalStateException("a step has no effect but on its floor, and reads nothing else");
        }
    }

    /** Runs a step, as {@link io.callyard.spi.store.InboundStore#onFloor} says. */
    @SuppressWarnings("NullAway") // a step that answers null gets null
    public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
        AtomicReference<@Nullable FloorRows> last = new AtomicReference<>();
        Done<R> done;
        try {
            done = doors.pass(
                    tenant,
                    () -> transactions.changeByMessages(session -> {
                        FloorRows rows = new FloorRows(tenant);
                        last.set(rows);
                        return run(session, rows, step);
                    }));
        } catch (StoreUnavailableException e) {
            FloorRows rows = last.get();
            if (rows != null && transactions.isOneStepsFault(e)) {
                requireOwn(rows);
            }
            throw e;
        }
        desk.signals().tell(done.effects());
        return done.answer();
    }

    private <R> Done<R> run(Session session, FloorRows rows, Function<Floor, R> step) {
        LockedTenant tenant =
                LockedTenant.lock(session, rows.tenant, desk.defaults().tenant(), rows::askFirst);
        JdbcFloor floor = new JdbcFloor(session, rows, tenant.now());
        R answer = run(floor, step);
        tenant.log(floor.events());
        Changes changes = tenant.changes();
        rows.addTo(changes);
        session.finish(changes);
        return new Done<>(answer, tenant.effects());
    }

    private static <F extends FloorReading, R> R run(F floor, Function<? super F, R> step) {
        try {
            R answer = step.apply(floor);
            floor.requireSound();
            return answer;
        } catch (RuntimeException e) {
            floor.requireSound();
            throw e;
        } finally {
            floor.end();
        }
    }

    /** Looks why the database refused what a step has saved. What it said itself may hold a number, and is left out. */
    private void requireOwn(FloorRows rows) {
        if (!transactions.read(rows::foreign).isEmpty()) {
            throw new IllegalArgumentException("nothing of another tenant's stands on the floor of " + rows.tenant);
        }
    }

    /** Reads a floor, as {@link io.callyard.spi.store.InboundStore#viewFloor} says. */
    public <R> R viewFloor(TenantId tenant, Function<FloorView, R> reading) {
        return doors.look(() -> transactions.snapshot(session -> {
            FloorRows rows = new FloorRows(tenant);
            return run(new FloorReading(session, rows, enter(session, rows)), reading);
        }));
    }

    /** Reads what most readings need, and returns the store's time: never earlier than the tenant's last change. */
    private static Instant enter(Session session, FloorRows rows) {
        List<Long> times = new ArrayList<>();
        Message message = session.message();
        message.ask("SELECT " + Statements.CLOCK, Values.none(), row -> times.add(row.getLong(1)));
        message.ask(
                "SELECT last_at FROM {tenant} WHERE id = :tenant",
                Values.none().text("tenant", rows.tenant.value()),
                row -> times.add(row.getLong(1)));
        rows.askFirst(message);
        message.send();
        return Micros.toInstant(times.stream().max(Long::compareTo).orElseThrow());
    }

    /** Returns tenants on whose floors the time has come for something, the longest overdue first. */
    public List<TenantId> due(int max) {
        return transactions.read(session -> DueFloors.list(session, max));
    }

    /** Returns how long until the time comes for something on a floor; empty if it never does. */
    public Optional<Duration> untilNextDue() {
        return transactions.read(DueFloors::untilNext);
    }

    /** Finds a caller of any tenant. */
    public Optional<Caller> caller(CallerId caller) {
        return transactions.read(session -> CallerRows.find(session, caller));
    }

    /** Finds the newest caller of any tenant on a line. */
    public Optional<Caller> callerOnLine(CarrierAccountId account, CarrierCallId line) {
        return transactions.read(session -> CallerRows.findOnLine(session, account, line));
    }

    /** Finds an offer of any tenant. */
    public Optional<Offer> offer(OfferId offer) {
        return transactions.read(session -> OfferRows.find(session, offer));
    }
}
