package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is open to anybody, and where the servlet may be mounted. */
@Timeout(60)
class PlainPathsTest {

    @Test
    void isReadyWhileTheEngineRunsAndItsStoreAnswers() {
        try (TestServer server = new TestServer()) {
            server.send(server.request("/health/live").GET()).expect(200);
            Answer ready = server.send(server.request("/health/ready").GET()).expect(200);
            server.engine.stop(Duration.ZERO);
            Answer stopped = server.send(server.request("/health/ready").GET()).expect(503);

            assertThat(ready.json()).containsEntry("status", "up").containsEntry("store_answers", true);
            assertThat(stopped.json()).containsEntry("status", "down").containsEntry("running", false);
            server.send(server.request("/health/live").GET()).expect(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/monitor/x", "/monitor/monitor.js/", "/", "/api", "/api/", "/api/calls/", "/nothing"})
    void hasNothingAtOtherPaths(String path) {
        try (TestServer server = new TestServer()) {
            server.get("acme-admin", path).expectProblem(404, "not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/monitor/..%2fmonitor.js", "/monitor/%2e%2e/%2e%2e/module-info.class", "/monitor/;x"})
    void givesNothingButItsOwnFiles(String path) {
        try (TestServer server = new TestServer()) {
            Answer answer = server.send(server.request(path).GET());

            assertThat(answer.status()).isIn(200, 400, 404);
            assertThat(answer.response().body()).doesNotContain("CAFEBABE").doesNotContain("import ");
        }
    }

    @Test
    void canBeMountedBelowAPrefix() {
        try (TestServer server = new TestServer(WebSettings.DEFAULT, "/yard/*")) {
            server.get("acme-viewer", "/yard/api/calls").expect(200);
            server.send(server.request("/yard/health/live").GET()).expect(200);
            Answer page = server.send(server.request("/yard/monitor").GET()).expect(308);

            assertThat(server.uri("/yard/monitor").resolve(page.header("Location")))
                    .isEqualTo(server.uri("/yard/monitor/"));
        }
    }

    @Test
    void canBeMountedAsTheDefaultServlet() {
        try (TestServer server = new TestServer(WebSettings.DEFAULT, "/")) {
            server.get("acme-viewer", "/api/calls").expect(200);
        }
    }

    @Test
    void answersAHeadRequestWithoutABody() {
        try (TestServer server = new TestServer()) {
            Answer answer = server.send(
                    server.request("acme-viewer", "/api/calls/queue/status").method("HEAD", BodyPublishers.noBody()));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().body()).isEmpty();
        }
    }
}
