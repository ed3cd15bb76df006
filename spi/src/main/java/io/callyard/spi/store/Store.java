package io.callyard.spi.store;

/**
 * Everything that keeps state, opened as one, because one transaction may span all of it.
 *
 * <p><b>Threads.</b> Any method may run at once on many threads and, if the store is shared, on many
 * JVMs. Each call is one atomic step.
 *
 * <p><b>Time.</b> A store has one clock for all its users and judges every lease, delay and due time
 * by it, so that no decision depends on the clock of a node. Instants are kept to the microsecond.
 *
 * <p><b>Errors.</b> {@link StoreUnavailableException} from a method that reads means no effect; from
 * one that changes something it means that the outcome is unknown. Repeating a change is safe where
 * the change is conditional, as those of {@link io.callyard.machine.CallMachine} are.
 */
public interface Store extends OutboundStore, InboundStore, LeadStore, EventLog, AutoCloseable {

    /**
     * Sets what tenants and carrier accounts get that nobody has set limits for. Called once by an
     * engine, before anything else.
     */
    void useDefaults(LimitDefaults defaults);

    /**
     * Adds a listener. It hears of every change that any user of the store makes; a signal may come
     * late, twice or, rarely, not at all, so it is a reason to look and never the only one.
     *
     * @return ends it
     */
    AutoCloseable onSignal(StoreSignals listener);

    /** Closes the store. Later calls throw {@link StoreUnavailableException}. */
    @Override
    void close();
}
