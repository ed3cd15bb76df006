package io.callyard.store.jdbc;

import io.callyard.machine.CallMachine;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.spi.store.CallIntake;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.ledger.Desk;
import io.callyard.store.jdbc.ledger.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction of the application's that takes calls in beside whatever else it writes. It never commits,
 * rolls back or closes: the application does.
 *
 * <pre>{@code
 * connection.setAutoCommit(false);
 * insertLead(connection, lead);
 * JdbcIntake intake = store.joining(connection);
 * yard.calls().placeIn(intake, request);
 * connection.commit();
 * intake.committed();
 * }</pre>
 *
 * <p><b>Locks.</b> From the first call on, the tenant's row is locked until the transaction ends. Nothing
 * else happens to the tenant's calls meanwhile: none starts, and no report of a carrier is kept. So take
 * calls in as the last thing before the commit; ask no other method of the store for the same tenant in
 * between, it would wait for its own caller; and if one transaction takes calls in for several tenants, do
 * so in the order of their ids, lest two such transactions wait for each other.
 *
 * <p><b>Threads.</b> One at a time, as the connection.
 *
 * <p><b>Errors.</b> A {@link StoreUnavailableException} means that the transaction has to be rolled back.
 * It may be run again from its start: keys find calls that were kept after all.
 */
public final class JdbcIntake implements CallIntake {
    private final Runnable requireOpen;
    private final Desk desk;
    private final Connection connection;
    private final List<Tables.Effects> untold = new ArrayList<>();

    JdbcIntake(Runnable requireOpen, Desk desk, Connection connection) {
        this.requireOpen = requireOpen;
        this.desk = desk;
        this.connection = connection;
    }

    /**
     * Takes calls in, if the transaction commits.
     *
     * @throws IllegalStateException if the connection commits by itself, or its isolation is not READ
     *     COMMITTED: limits would be counted from the past
     */
    @Override
    public List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
        requireOpen.run();
        requireTransaction();
        return desk.place(connection, tenant, calls, machine, untold::add);
    }

    /**
     * Says that the transaction was committed: this node starts the calls and tells of them at once. Without
     * it, every node learns of them at its next look, 200 ms later at most by default. After a rollback it
     * is not called; if it is, nothing comes of it.
     */
    public void committed() {
        List<Tables.Effects> effects = List.copyOf(untold);
        untold.clear();
        effects.forEach(desk.signals()::tell);
    }

    private void requireTransaction() {
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException("the connection commits each statement by itself:"
                        + " setAutoCommit(false), or begin a transaction, before calls are taken in");
            }
            int isolation = connection.getTransactionIsolation();
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                throw new IllegalStateException("the transaction's isolation is " + name(isolation)
                        + ", but calls are taken in at READ COMMITTED only");
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException("the connection cannot be used: " + e.getMessage(), e);
        }
    }

    private static String name(int isolation) {
        return switch (isolation) {
            case Connection.TRANSACTION_READ_UNCOMMITTED -> "READ UNCOMMITTED";
            case Connection.TRANSACTION_REPEATABLE_READ -> "REPEATABLE READ";
            case Connection.TRANSACTION_SERIALIZABLE -> "SERIALIZABLE";
            default -> "number " + isolation;
        };
    }
}
