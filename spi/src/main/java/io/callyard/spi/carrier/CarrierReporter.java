package io.callyard.spi.carrier;

/**
 * Takes what a carrier says about calls.
 *
 * <p><b>Threads.</b> Safe for many threads. It returns when the report is kept, so a driver answers
 * its carrier only then.
 */
@FunctionalInterface
public interface CarrierReporter {
    /**
     * Keeps a report. Duplicates, any order and reports about unknown calls are fine.
     *
     * @throws io.callyard.spi.store.StoreUnavailableException if it could not be kept: the carrier
     *     should report again
     */
    void report(CarrierReport report);
}
