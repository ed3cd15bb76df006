/** Tokens that are signed JWTs. */
module io.callyard.security.jwt {
    requires transitive io.callyard.spi;
    requires com.nimbusds.jose.jwt;
    requires java.net.http;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.callyard.security.jwt;
}
