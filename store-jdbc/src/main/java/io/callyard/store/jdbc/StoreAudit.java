package io.callyard.store.jdbc;

import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.audit.Auditor;
import io.callyard.store.jdbc.audit.Connections;
import io.callyard.store.jdbc.audit.VerifyCommand;
import io.callyard.store.jdbc.schema.Naming;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for contradictions in the database of a store: what must never be, whatever nodes crash, hang or
 * are cut off. It may run at any time, beside any load: it sees one instant, changes nothing and locks
 * nothing.
 *
 * <table>
 * <caption>Invariants</caption>
 * <tr><td>{@code tenant-counters}</td><td>a tenant's live, live direct and lined calls are those its row counts</td></tr>
 * <tr><td>{@code lane-counters}</td><td>so are a lane's scheduled, queued, lined and live calls</td></tr>
 * <tr><td>{@code line-blocks}</td><td>so are the calls in each block of a line</td></tr>
 * <tr><td>{@code campaign-status}</td><td>a campaign's status fits what is left to do in it</td></tr>
 * <tr><td>{@code tenant-limit}, {@code direct-floor}, {@code campaign-limit}, {@code shared-limit}</td><td>no
 *     slot was given beyond a limit; {@code shared-limit} is an account's, or the system's under the empty
 *     name. Live calls above a limit that was lowered since are none</td></tr>
 * <tr><td>{@code call-phase}</td><td>a call's phase is that of its state</td></tr>
 * <tr><td>{@code call-lane}</td><td>a call has a lane and a tenant</td></tr>
 * <tr><td>{@code call-place}</td><td>a call's position was given out by its tenant</td></tr>
 * <tr><td>{@code call-twice}</td><td>a call is either at hand or past</td></tr>
 * <tr><td>{@code call-key}</td><td>a lane knows one call by a key, at hand or past</td></tr>
 * <tr><td>{@code call-watched}</td><td>a live call is looked after in time</td></tr>
 * <tr><td>{@code call-overdue}</td><td>somebody does look: nothing is overdue by more than five minutes</td></tr>
 * <tr><td>{@code lost-wake-up}</td><td>a tenant with a call that could go is one at which claims look</td></tr>
 * <tr><td>{@code parked}</td><td>a tenant is parked at an account exactly if its row says so</td></tr>
 * <tr><td>{@code event-numbers}</td><td>a log has no gap, from its first kept event to its last number</td></tr>
 * <tr><td>{@code one-end}, {@code end-of-an-open-call}, {@code end-without-event}</td><td>a call that is over has
 *     one event of its end, another one none, as far back as events are kept</td></tr>
 * <tr><td>{@code lead-mark}, {@code lead-place}</td><td>a lead that is marked as dialled has a call and a time, another
 *     one neither; its place is an event of its tenant's</td></tr>
 * <tr><td>{@code lead-call}</td><td>a lead that is marked is so by the call that its lane knows by the lead's key, at
 *     hand or past</td></tr>
 * <tr><td>{@code caller-place}</td><td>a caller stands in line, is owed a callback and has left as his state
 *     says</td></tr>
 * <tr><td>{@code caller-offer}, {@code offer-caller}, {@code offers-at-once}</td><td>a caller who is offered has one
 *     open offer, and no open offer is of one who has left</td></tr>
 * <tr><td>{@code offer-watched}</td><td>an offer that is not over is looked after at its deadline</td></tr>
 * <tr><td>{@code caller-overdue}, {@code agent-overdue}, {@code offer-overdue}</td><td>somebody does look: nothing is
 *     overdue by more than five minutes</td></tr>
 * </table>
 *
 * <p>The cost is that of reading all calls that are not past, all callers and offers, and all events, once. A check
 * that takes longer than a minute is given up and reported as unchecked.
 *
 * <p><b>Threads.</b> Safe for many; a run has one connection.
 */
public final class StoreAudit {
    private final Connections connections;
    private final Auditor auditor;

    StoreAudit(Connections connections, Naming naming, @Nullable InstantSource clock) {
        this.connections = connections;
        auditor = new Auditor(naming, clock);
    }

    /** Audits the tables with the usual prefix in the schema that connections are in. */
    public static StoreAudit of(DataSource dataSource) {
        return of(dataSource, null, Naming.DEFAULT.prefix());
    }

    /**
     * Audits the tables of a store that was opened with a schema or a prefix of its own.
     *
     * @param schema null: the one that connections are in
     */
    public static StoreAudit of(DataSource dataSource, @Nullable String schema, String prefix) {
        return new StoreAudit(dataSource::getConnection, new Naming(schema, prefix), null);
    }

    /**
     * Looks once.
     *
     * @throws StoreUnavailableException if the database does not answer
     */
    public AuditReport run() {
        try (Connection connection = connections.open()) {
            return auditor.run(connection);
        } catch (SQLException | JdbiException e) {
            throw new StoreUnavailableException("the database could not be audited: " + e.getMessage(), e);
        }
    }

    /**
     * Audits a database from the command line: {@code java -cp … io.callyard.store.jdbc.StoreAudit
     * jdbc:postgresql://host/database [prefix [schema]]}, the driver being on the class path. User and
     * password stand in the URL, or in {@code CALLYARD_DB_USER} and {@code CALLYARD_DB_PASSWORD} in the
     * environment. Ends with 0 if all is well, 1 if there are findings, 2 if not all could be looked at.
     */
    public static void main(String[] args) {
        VerifyCommand command = new VerifyCommand(System.out, System.err, System.getenv());
        System.exit(command.run(args, (naming, connections) -> new StoreAudit(connections, naming, null).run()));
    }
}
