/**
 * For whoever implements a port: a contract suite per port, a virtual scheduler and recording fakes.
 * Belongs on a test path.
 */
module io.callyard.testkit {
    requires transitive io.callyard.spi;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.callyard.testkit;
    exports io.callyard.testkit.inbound;

    // the tests in it are package-private
    opens io.callyard.testkit to
            org.junit.platform.commons;
}
