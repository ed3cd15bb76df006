/** A carrier without a network, for demos, tests, simulations and benchmarks. */
module io.callyard.telephony.simulated {
    requires transitive io.callyard.spi;
    requires static transitive org.jspecify;

    exports io.callyard.telephony.simulated;
}
