package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the live monitor makes of snapshots and events: its modules without a page, run by Node. */
@Timeout(120)
class MonitorScriptsTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void needsNode() {
        assumeTrue(hasNode(), "Node is not installed");
    }

    @Test
    @Tag("R0.7")
    @DisplayName("R0.7 the monitor's state is what its events say, whatever is repeated or late")
    void theModulesDoWhatTheirOwnTestsSay() throws IOException, InterruptedException, URISyntaxException {
        for (String name : MonitorResource.FILES) {
            try (InputStream in = MonitorResource.class.getResourceAsStream("monitor/" + name)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(name));
            }
        }
        // By this Node takes them for modules.
        Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");

        Process process = node(List.of("--test", script())).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).containsPattern("# pass [1-9][0-9]");
    }

    private ProcessBuilder node(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MONITOR", folder.toUri().toString());
        builder.environment().put("NODE_NO_WARNINGS", "1");
        return builder;
    }

    private static String script() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(MonitorScriptsTest.class.getResource("monitor.test.mjs"))
                        .toURI())
                .toString();
    }

    private static boolean hasNode() {
        try {
            return new ProcessBuilder("node", "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
