package io.callyard.benchmarks.carriers;

/**
 * A call that a carrier has taken.
 *
 * @param id the carrier's id
 * @param token what came with the order and is told with each webhook: Twilio's callback address, Telnyx's client state
 */
public record TakenCall(String id, String token) {
    /** Reads what {@link #toString} wrote. */
    public static TakenCall parse(String line) {
        String[] parts = line.split(" ", 2);
        return new TakenCall(parts[0], parts[1]);
    }

    /** In one line. */
    @Override
    public String toString() {
        return id + " " + token;
    }
}
