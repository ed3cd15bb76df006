package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a page finds the script that follows events over a socket. */
@Timeout(60)
class ClientScriptResourceTest {
    private static final String SCRIPT = "/ws/callyard-client.js";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void thePageGetsTheScriptWithoutAToken() {
        Answer answer = server.send(server.request(SCRIPT).GET()).expect(200);

        assertThat(answer.response().body()).isEqualTo(TestServer.CLIENT_SCRIPT);
        assertThat(answer.header("Content-Type").replace(" ", ""))
                .isEqualToIgnoringCase("text/javascript;charset=utf-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void whereThereAreNoSocketsThereIsNoScriptEither() {
        server.send(server.request(TestServer.PLAIN + SCRIPT).GET()).expectProblem(404, "not-found");
    }
}
