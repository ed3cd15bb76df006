package io.callyard.fake.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.LoopbackServer;
import io.callyard.fake.internal.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The fake on a port, in real time, with webhooks over HTTP")
class FakeTwilioServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<FakeRequest> webhooks = new LinkedBlockingQueue<>();

    @Test
    void aCallFromTheRequestToItsEnd() throws Exception {
        try (LoopbackServer application = application("");
                FakeTwilioServer server = FakeTwilioServer.start("--setup-ms=1", "--party=answer,1,60000")) {
            String callback = application.uri() + "/status";
            String form = Rig.form("To", Rig.LEAD, "From", Rig.US, "Twiml", Rig.twiml(""), "StatusCallback", callback);
            String user = Base64.getEncoder()
                    .encodeToString((Rig.ACCOUNT + ":" + Rig.TOKEN).getBytes(StandardCharsets.UTF_8));
            HttpResponse<String> made = client.send(
                    HttpRequest.newBuilder(
                                    URI.create(server.uri() + "/2010-04-01/Accounts/" + Rig.ACCOUNT + "/Calls.json"))
                            .header("Authorization", "Basic " + user)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(made.statusCode()).isEqualTo(201);

            FakeRequest status = webhooks.poll(20, TimeUnit.SECONDS);
            assertThat(status).isNotNull();
            assertThat(Rig.params(status).first("CallStatus")).contains("completed");
            assertThat(status.header("X-Twilio-Signature"))
                    .contains(new RequestSigning(Rig.TOKEN).sign(callback, Params.parse(status.text())));
            assertThat(get(server, "/fake/calls")).asInstanceOf(LIST).hasSize(1);
            assertThat(server.twilio().placedCount(Rig.LEAD)).isEqualTo(1);
        }
    }

    @Test
    void somebodyCallsInFromAnotherProcess() throws Exception {
        try (LoopbackServer application = application("<Gather numDigits=\"1\" timeout=\"60\" action=\"/digit\"/>");
                FakeTwilioServer server =
                        FakeTwilioServer.start("--number=" + Rig.US + "," + application.uri() + "/voice")) {
            HttpResponse<String> made =
                    post(server, "/fake/incoming", Rig.form("From", Rig.LEAD, "To", Rig.US, "Party", "answer,0,-1"));
            String sid = (String) Json.readObject(made.body()).get("sid");
            FakeRequest voice = webhooks.poll(20, TimeUnit.SECONDS);
            assertThat(voice.uri().getPath()).isEqualTo("/voice");
            FakeRequest digit = null;
            while (digit == null) {
                // Until the document has come back, keys go nowhere.
                post(server, "/fake/lines/" + sid + "/press", "Digit=7");
                digit = webhooks.poll(10, TimeUnit.MILLISECONDS);
            }
            assertThat(Rig.params(digit).first("Digits")).contains("7");
            assertThat(post(server, "/fake/lines/" + sid + "/hang-up", "").statusCode())
                    .isEqualTo(204);
            assertThat(get(server, "/fake/lines/" + sid)).asInstanceOf(MAP).containsEntry("status", "completed");
            assertThat(post(server, "/fake/incoming", "From=a&To=b").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> FakeTwilioServer.start("port=1")).isInstanceOf(IllegalArgumentException.class);
        assertThat(ServerOptions.party("no-answer,5,0").reaction()).hasToString("NO_ANSWER");
    }

    private LoopbackServer application(String verbs) throws Exception {
        return LoopbackServer.start(request -> {
            webhooks.add(request);
            FakeResponse answer =
                    request.uri().getPath().equals("/voice") ? Rig.xml(verbs) : Rig.xml("<Pause length=\"60\"/>");
            return CompletableFuture.completedFuture(answer);
        });
    }

    private Object get(FakeTwilioServer server, String path) throws Exception {
        return Json.read(client.send(
                        HttpRequest.newBuilder(URI.create(server.uri() + path)).build(), BodyHandlers.ofString())
                .body());
    }

    private HttpResponse<String> post(FakeTwilioServer server, String path, String form) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.uri() + path))
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }
}
