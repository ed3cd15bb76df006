/** Carriers that are not there: doubles with state, on loopback or in virtual time. */
module io.callyard.fake {
    requires transitive io.callyard.spi;
    requires transitive java.net.http;
    requires com.fasterxml.jackson.core;
    requires java.xml;
    requires jdk.httpserver;
    requires static transitive org.jspecify;

    exports io.callyard.fake;
    exports io.callyard.fake.telnyx;
    exports io.callyard.fake.twilio;
}
