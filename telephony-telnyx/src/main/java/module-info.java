/** The driver of the carrier Telnyx: outbound calls, and callers who wait for agents. */
module io.callyard.telephony.telnyx {
    requires transitive io.callyard.spi;
    requires transitive java.net.http;
    requires io.callyard.telephony.http;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.callyard.telephony.telnyx;
}
