package io.callyard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.Outcome;
import io.callyard.spi.carrier.PlaceOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A page with a thousand live calls and ten thousand that wait. */
@ExtendWith(BrowserExtension.class)
@Timeout(400)
class CrowdedPageTest {
    private static final int LIVE = 1_000;
    private static final int WAITING = 10_000;
    private static final int ENDING = 500;
    private static final double LONGEST_TASK_MS = 500;

    /** Remembers how long the page was busy at a stretch, where that was for 50 ms or more. */
    private static final String RECORD = """
            window.busy = [];
            new PerformanceObserver((list) => window.busy.push(...list.getEntries().map(({duration}) => duration)))
                .observe({type: 'longtask', buffered: true});
            """;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(ServerSettings.DEFAULT.withMaxLive(LIVE));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("R0.7")
    @DisplayName("1,000 live calls and 10,000 that wait: the page never stands still for half a second")
    void staysResponsive(Browser browser) {
        Tab tab = browser.newTab();
        tab.beforeEachPage(RECORD);
        MonitorPage page = MonitorPage.open(tab, server.url(), Tokens.OPERATOR);
        page.go("calls");

        tab.script("setTimeout(() => { for (const end = performance.now() + 120; performance.now() < end; ) {} })");
        tab.await("long tasks to be seen", () -> longest(tab) >= 100);

        measured(page, "as they come", () -> {
            for (int i = 0; i < LIVE + WAITING; i++) {
                server.place(Tokens.ACME, "+12025550153", "Person " + i);
            }
        });
        assertThat(tab.attribute("[data-panel=calls] [data-testid=count]", "data-count"))
                .isEqualTo(Integer.toString(LIVE));
        assertThat(tab.text("[data-testid=calls-waiting] .number")).isEqualTo("10,000");

        tab.click("[data-testid=calls-waiting]");
        tab.awaitVisible("[data-panel=calls] [role=row][data-state=queued]");
        assertThat(tab.attribute("[data-panel=calls] [role=grid]", "aria-rowcount"))
                .isEqualTo(Integer.toString(WAITING));
        assertThat(tab.count("[data-panel=calls] [role=row]"))
                .as("rows in the document")
                .isLessThan(100);

        List<PlaceOrder> orders = server.carrier().orders();
        measured(
                page,
                "while they end and others begin",
                () -> orders.stream().limit(ENDING).forEach(order -> {
                    server.carrier().answered(order);
                    server.carrier().ended(order, Outcome.COMPLETED);
                }));
        tab.awaitText("[data-testid=calls-waiting] .number", "9,500");

        tab.reload();
        page.awaitLive();
        page.awaitSeq(new ServerApi(server.url(), Tokens.OPERATOR).lastSeq());
        System.out.printf(
                "loaded anew: %.0f ms of work, the longest task %.0f ms%n",
                tab.metrics().get("TaskDuration") * 1_000, longest(tab));
        assertThat(longest(tab)).as("the longest task when it is loaded anew").isLessThan(LONGEST_TASK_MS);
    }

    private static double longest(Tab tab) {
        return tab.number("return Math.max(0, ...window.busy)");
    }

    /** Lets something happen, waits until it is on the page, and tells what it cost the page. */
    private void measured(MonitorPage page, String what, Runnable happening) {
        Tab tab = page.tab();
        long from = page.lastSeq();
        tab.script("window.busy.length = 0");
        Map<String, Double> before = tab.metrics();
        happening.run();
        long to = new ServerApi(server.url(), Tokens.OPERATOR).lastSeq();
        page.awaitSeq(to);
        // Shown, not only taken in.
        tab.script("return new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))");
        Map<String, Double> after = tab.metrics();
        double longest = longest(tab);
        double seconds = after.get("TaskDuration") - before.get("TaskDuration");
        System.out.printf(
                "%d live, %d waiting, %s: %d events, %.0f ms of work in all, %.3f ms each, the longest task %.0f ms%n",
                LIVE, WAITING, what, to - from, seconds * 1_000, seconds * 1_000 / Math.max(1, to - from), longest);
        assertThat(longest).as("the longest task, %s", what).isLessThan(LONGEST_TASK_MS);
    }
}
