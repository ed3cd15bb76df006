package io.callyard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.postgresql.EmbeddedPostgreSql;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server of an open page is killed and comes again, on a database that lives on. PostgreSQL, for it shows nobody
 * what it has not kept: H2 lets others read a commit a moment before it is in the file, so a page may have seen an
 * event that a kill then undoes.
 */
@ExtendWith(BrowserExtension.class)
@Timeout(600)
class KilledServerTest {
    /** Until somebody in the demo has picked up and said something. */
    private static final Duration TALK = Duration.ofMinutes(3);

    /** Between two tries a page may wait for half a minute. */
    private static final Duration RETURN = Duration.ofMinutes(2);

    private static final int EVENTS_AFTER = 10;

    @TempDir
    private Path folder;

    private EmbeddedPostgreSql database;
    private DemoProcess demo;

    @BeforeEach
    void start() {
        database = EmbeddedPostgreSql.builder().start();
    }

    @AfterEach
    void stop() {
        if (demo != null) {
            demo.close();
        }
        database.close();
    }

    @Test
    @Tag("R0.5")
    @Tag("R0.7")
    @DisplayName("a page whose server is killed says so, comes back by itself, and has every event once")
    void losesNothingWhenItsServerIsKilled(Browser browser) {
        int port = Ports.free();
        String store = "-Dcallyard.jdbcUrl=" + database.jdbcUrl("postgres");
        demo = DemoProcess.start(folder, port, store);
        ServerApi api = new ServerApi(demo.url(), DemoProcess.TOKEN);
        api.letTheDemoCallManyAtOnce();
        Tab tab = browser.newTab();
        MonitorPage page = MonitorPage.open(tab, demo.url(), DemoProcess.TOKEN);
        tab.script("window.sameDocument = true");
        tab.await("somebody to say something", TALK, () -> !page.sight().turns().isEmpty());
        assertThat(tab.isVisible("#stale")).isFalse();

        demo.kill();
        tab.await("the page to notice", () -> !"live".equals(tab.attribute("body", "data-connection")));
        tab.awaitVisible("#stale");
        long before = page.lastSeq();

        demo = DemoProcess.start(folder, port, store);
        tab.await("the page to come back", RETURN, () -> "live".equals(tab.attribute("body", "data-connection")));
        tab.awaitGone("#stale");
        page.awaitSeq(before + EVENTS_AFTER);

        Sight seen = page.sight();
        assertThat(seen).isEqualTo(Sight.of(api.log(seen.seq()), seen.seq()));
        assertThat(tab.script("return window.sameDocument"))
                .as("the same document")
                .isEqualTo(true);
    }
}
