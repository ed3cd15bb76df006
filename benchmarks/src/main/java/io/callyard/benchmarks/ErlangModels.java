package io.callyard.benchmarks;

/**
 * What queueing theory says of callers who come by chance, and agents who talk for a time that is chance too.
 *
 * <p><b>Source.</b> A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic
 * telephone exchanges", Elektroteknikeren 13, 1917 (Erlang C); C. Palm, "Research on telephone traffic carried by full
 * availability groups", Tele 1, 1957 (Erlang A, with patience).
 */
final class ErlangModels {
    private ErlangModels() {}

    /** Returns Erlang C's mean wait in seconds, of those who wait and those who do not. */
    static double meanWait(int servers, double offered, double handle) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < servers; k++) {
            term *= offered / k;
            sum += term;
        }
        double last = term * offered / servers * servers / (servers - offered);
        double probability = last / (sum + last);
        return probability * handle / (servers - offered);
    }

    /** Returns the share of callers who hang up in a queue with exponential patience (M/M/c+M). */
    static double abandonShare(int servers, double offered, double handle, double patience) {
        double arrival = offered / handle;
        double serve = 1 / handle;
        double leave = 1 / patience;
        double weight = 1;
        double total = 1;
        double waiting = 0;
        for (int n = 1; n < servers + 100_000; n++) {
            double out = Math.min(n, servers) * serve + Math.max(0, n - servers) * leave;
            weight *= arrival / out;
            total += weight;
            waiting += Math.max(0, n - servers) * weight;
            if (n > servers && weight < total * 1e-15) {
                break;
            }
        }
        return waiting / total * leave / arrival;
    }
}
