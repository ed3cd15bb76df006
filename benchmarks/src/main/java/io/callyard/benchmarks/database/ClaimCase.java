package io.callyard.benchmarks.database;

/**
 * How long the queue is, and over how many tenants.
 *
 * @param queued how many calls stand in it; at least one per tenant
 * @param tenants how many tenants share it
 */
record ClaimCase(int queued, int tenants) {

    /** Reads {@code 100000x10}. */
    static ClaimCase parse(String text) {
        String[] parts = text.split("x");
        return new ClaimCase(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
        return String.format("%,d of %,d", queued, tenants);
    }
}
