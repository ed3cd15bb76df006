package io.callyard.security.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where keys are read from, and what is not taken for keys. */
class JwksSourceTest {
    private final AtomicInteger redirected = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/keys", 200, "{\"keys\":[]}");
        answer("/broken", 500, "{\"keys\":[]}");
        answer("/large", 200, " ".repeat(256 * 1024 + 1));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", address("/other").toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/other", exchange -> {
            redirected.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsAnAddress() throws IOException {
        assertThat(JwksSource.url(address("/keys")).read()).isEqualTo("{\"keys\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/broken", "/large", "/moved", "/nothing"})
    void whatIsNoPlainAnswerIsAnError(String path) {
        assertThatThrownBy(() -> JwksSource.url(address(path)).read()).isInstanceOf(IOException.class);
        assertThat(redirected).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example.com/keys",
                "http://localhost.evil.example/keys",
                "http://127.0.0.1.evil.example/keys",
                "ftp://localhost/keys",
                "file:///etc/passwd",
                "/keys"
            })
    void keysComeOverASafeWayOnly(String address) {
        assertThatThrownBy(() -> JwksSource.url(URI.create(address))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsAFileAsItIsNow(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys.json");
        JwksSource source = JwksSource.file(file);
        assertThatThrownBy(source::read).isInstanceOf(IOException.class);
        Files.writeString(file, "one");
        assertThat(source.read()).isEqualTo("one");
        Files.writeString(file, "two");
        assertThat(source.read()).isEqualTo("two");
    }

    @Test
    void revocationsAreForgottenOnceTheTokensHaveExpired() {
        Instant[] now = {Instant.EPOCH};
        MemoryRevocations revocations = new MemoryRevocations(() -> now[0]);
        revocations.revoke("iss", "old", Instant.EPOCH.plusSeconds(10));
        now[0] = Instant.EPOCH.plusSeconds(10);
        for (int i = 0; i < 2_000; i++) {
            revocations.revoke("iss", "t" + i, Instant.EPOCH.plusSeconds(20));
        }
        assertThat(revocations.isRevoked("iss", "old")).isFalse();
        assertThat(revocations.isRevoked("iss", "t0")).isTrue();
        assertThat(revocations.isRevoked("iss", "t1999")).isTrue();
        assertThat(revocations.isRevoked("other", "t0")).isFalse();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
