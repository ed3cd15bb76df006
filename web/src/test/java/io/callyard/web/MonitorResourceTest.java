package io.callyard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the live monitor. What the page does with them is for a browser to test. */
@Timeout(60)
@Tag("R0.7")
class MonitorResourceTest {
    private static final Pattern IMPORT = Pattern.compile("^(?:import|export) .*from '(.*)';$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html;charset=utf-8",
        "monitor.css, text/css;charset=utf-8",
        "panels.css, text/css;charset=utf-8",
        "monitor.js, text/javascript;charset=utf-8",
        "api.js, text/javascript;charset=utf-8",
        "icon.svg, image/svg+xml",
    })
    @DisplayName(
            "R0.7 the page and its parts are served to anybody, with a policy that lets nothing foreign or inline run")
    void servesTheMonitorWithoutAToken(String file, String contentType) {
        Answer answer = get(file).expect(200);

        assertThat(answer.header("Content-Type").replace(" ", "")).isEqualToIgnoringCase(contentType);
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .contains("require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    @DisplayName("the files that are served are all that there are, and no others")
    void servesEveryFileThatThereIs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/io/callyard/web/monitor"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(MonitorResource.FILES);
        }
    }

    static Stream<String> scripts() {
        return MonitorResource.FILES.stream().filter(name -> name.endsWith(".js"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    @DisplayName("no script makes markup of text or fetches from elsewhere, and each that it imports is there")
    void everyScriptIsSafeAndWhole(String name) {
        String script = get(name).expect(200).response().body();

        assertThat(script)
                .startsWith("// ")
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http://")
                .doesNotContain("https://", "new Function");
        assertThat(IMPORT.matcher(script).results().map(MatchResult::group).toList())
                .allSatisfy(line -> assertThat(line).contains("from './"));
        assertThat(IMPORT.matcher(script).results().map(found -> found.group(1).substring(2)))
                .isSubsetOf(MonitorResource.FILES);
        assertThat(script.lines().count()).as("lines").isLessThanOrEqualTo(220);
    }

    @Test
    @DisplayName("the page names only files of its own, has nothing inline, and every module at once")
    void thePageHasOnlyItsOwnFiles() {
        String page = get("").expect(200).response().body();

        List<String> linked =
                LINK.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(linked).isSubsetOf(MonitorResource.FILES).doesNotHaveDuplicates();
        assertThat(linked).containsAll(scripts().toList());
        assertThat(page).doesNotContain(" style=", "onclick", "http://", "https://");
    }

    @Test
    @DisplayName("a browser that has a file is told so instead of being sent it again")
    void sendsNothingAgain() {
        String tag = get("monitor.js").expect(200).header("ETag");

        Answer same = server.send(server.request("/monitor/monitor.js")
                .header("If-None-Match", tag)
                .GET());
        Answer other = server.send(server.request("/monitor/monitor.js")
                .header("If-None-Match", "\"x\"")
                .GET());

        assertThat(same.expect(304).response().body()).isEmpty();
        assertThat(other.expect(200).response().body()).isNotEmpty();
        assertThat(get("api.js").header("ETag")).isNotEqualTo(tag);
    }

    private static Answer get(String file) {
        return server.send(server.request("/monitor/" + file).GET());
    }
}
