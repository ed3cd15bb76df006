package io.callyard.proofs;

/**
 * Threads that claim, in a process of their own.
 *
 * <p>Arguments: URL of the database, name, connections in the pool, then the {@link Claimers.Share}.
 * Says {@code READY}, begins with the first line of its input, and says {@code DONE} and the
 * {@link Claimers.Counts} when every call is over.
 */
final class ClaimerProcess {
    private ClaimerProcess() {}

    public static void main(String[] args) throws Exception {
        Claimers.Share share = new Claimers.Share(
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]),
                Long.parseLong(args[6]));
        try (Stores.Opened opened = Stores.open(args[0], Integer.parseInt(args[2]))) {
            System.out.println("READY");
            if (System.in.read() >= 0) {
                System.out.println("DONE " + new Claimers(opened.store(), args[1], share).run());
            }
        }
    }
}
