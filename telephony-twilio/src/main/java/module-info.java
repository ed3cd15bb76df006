/** A driver for Twilio's programmable voice: outbound calls, callers who wait, agents who are rung. */
module io.callyard.telephony.twilio {
    requires transitive io.callyard.spi;
    requires transitive java.net.http;
    requires io.callyard.telephony.http;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.callyard.telephony.twilio;
}
