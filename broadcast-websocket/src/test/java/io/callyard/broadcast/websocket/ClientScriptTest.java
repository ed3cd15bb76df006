package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static io.callyard.broadcast.websocket.TestSockets.ADA;
import static io.callyard.broadcast.websocket.TestSockets.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code callyard-client.js}, run by Node. */
class ClientScriptTest {
    @BeforeAll
    static void needsNode() {
        assumeTrue(answers("--version"), "Node is not installed");
    }

    @Test
    void theScriptDoesWhatItsOwnTestsSay() throws Exception {
        Process process =
                node(List.of("--test", script("callyard-client.test.mjs"))).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).containsPattern("# pass [1-9][0-9]");
    }

    @Test
    @Tag("R0.5")
    @Tag("R3.5")
    void theScriptFollowsARealServerOverBreaksAndMissesNothing() throws Exception {
        String flag = "--experimental-websocket";
        List<String> arguments = new ArrayList<>();
        if (!hasWebSocket()) {
            assumeTrue(hasWebSocket(flag), "this Node has no WebSocket");
            arguments.add(flag);
        }
        arguments.add(script("follow.mjs"));
        int events = 600;
        AtomicLong seen = new AtomicLong();
        ClientMessages messages =
                ClientMessages.of(Map.of("seen", (message, sender) -> seen.set(message.number("seq"))));
        try (TestSockets server = new TestSockets(Container.JETTY, TestSockets.SETTINGS, messages)) {
            ProcessBuilder builder = node(arguments);
            builder.environment().put("URL_OF_SERVER", server.uri("").toString());
            builder.environment().put("TOKEN", VIEWER);
            builder.environment().put("UNTIL", String.valueOf(events));
            Process process = builder.start();
            for (int i = 0; i < 6; i++) {
                server.log.appendMany(ACME, ADA, 100, 200);
                if (i < 5) {
                    // A token that is refused twice in a row would be one too many.
                    awaitSeen(seen, 100 * (i + 1));
                    server.sockets.close(ACME, ADA);
                }
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said.strip())
                    .isEqualTo(IntStream.rangeClosed(1, events)
                            .mapToObj(String::valueOf)
                            .collect(Collectors.joining(" ")));
        }
    }

    private static void awaitSeen(AtomicLong seen, long seq) throws InterruptedException {
        for (int i = 0; i < 800 && seen.get() < seq; i++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
        assertThat(seen).hasValue(seq);
    }

    private static boolean hasWebSocket(String... flags) {
        List<String> arguments = new ArrayList<>(List.of(flags));
        arguments.addAll(List.of("-e", "process.exit(typeof WebSocket === 'function' ? 0 : 1)"));
        return answers(arguments.toArray(new String[0]));
    }

    private static boolean answers(String... arguments) {
        try {
            Process process = node(List.of(arguments)).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ProcessBuilder node(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // By this name Node takes it for a module, wherever it lies.
        builder.environment().put("CALLYARD_CLIENT", "data:text/javascript;base64," + client());
        builder.environment().put("NODE_NO_WARNINGS", "1");
        return builder;
    }

    private static String client() {
        return Base64.getEncoder().encodeToString(CallyardSockets.clientScript().getBytes(StandardCharsets.UTF_8));
    }

    private static String script(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ClientScriptTest.class.getResource(name))
                        .toURI())
                .toString();
    }
}
