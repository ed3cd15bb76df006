/** What the drivers of real carriers share: one request over HTTP whose end is told apart, and JSON within bounds. */
@SuppressWarnings("module") // those it is for come later in the build
module io.callyard.telephony.http {
    requires transitive java.net.http;
    requires com.fasterxml.jackson.core;
    requires static transitive org.jspecify;

    exports io.callyard.telephony.http to
            io.callyard.telephony.twilio,
            io.callyard.telephony.telnyx;
}
