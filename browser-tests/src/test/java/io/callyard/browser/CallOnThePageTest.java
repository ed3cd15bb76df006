package io.callyard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.Call;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One call from its beginning to its end, as a page shows it that is opened before and never loaded again. */
@ExtendWith(BrowserExtension.class)
@Timeout(180)
class CallOnThePageTest {
    private static final Instant SAID = Instant.parse("2027-01-01T09:00:00Z");

    private TestServer server;

    @BeforeEach
    void start() {
        server = null;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** Over the socket, and over the stream of events where there is none or none gets through. */
    @ParameterizedTest
    @EnumSource
    @Tag("R0.5")
    @Tag("R0.7")
    @Tag("R3.5")
    @DisplayName("a call's start, states, turns and end are seen without a refresh, with a socket and without one")
    void showsACallFromItsStartToItsEnd(ServerSettings.Sockets sockets, Browser browser) {
        server = TestServer.start(ServerSettings.DEFAULT.withSockets(sockets));
        Tab tab = browser.newTab();
        MonitorPage page = MonitorPage.open(tab, server.url(), Tokens.OPERATOR);
        page.go("calls");
        tab.script("window.sameDocument = true");
        assertThat(tab.isVisible("[data-panel=calls] [data-testid=empty]")).isTrue();

        Call call = server.place(Tokens.ACME, "+12025550140", "Ada Example");
        page.awaitRow("calls", call.id(), "dialing");
        assertThat(tab.text(MonitorPage.part("calls", call.id(), "who"))).isEqualTo("Ada Example");
        assertThat(tab.attribute("[data-panel=calls] [data-testid=count]", "data-count"))
                .isEqualTo("1");

        PlaceOrder order = server.awaitOrder(call.id());
        server.carrier().ringing(order);
        page.awaitRow("calls", call.id(), "ringing");
        server.carrier().answered(order);
        page.awaitRow("calls", call.id(), "in_progress");

        String said = MonitorPage.part("calls", call.id(), "said");
        server.carrier().turn(order, "1", new ConversationTurn(Speaker.AGENT, "Good morning!", SAID));
        tab.awaitText(said, "Good morning!");
        server.carrier().turn(order, "2", new ConversationTurn(Speaker.CUSTOMER, "Who is there?", SAID));
        tab.awaitText(said, "Who is there?");

        page.explain("calls", call.id());
        String turns = "[data-panel=explain] [data-testid=turns]";
        tab.awaitText(turns + " li[data-speaker=agent]", "Good morning!");
        tab.awaitText(turns + " li[data-speaker=customer]", "Who is there?");

        server.carrier().ended(order, Outcome.COMPLETED);
        tab.awaitGone(MonitorPage.row("calls", call.id()));
        tab.click("[data-testid=calls-ended]");
        page.awaitRow("calls", call.id(), "completed");
        assertThat(tab.script("return window.sameDocument"))
                .as("the same document")
                .isEqualTo(true);
    }

    @Test
    @Tag("R0.7")
    @Tag("R3.5")
    @DisplayName("a page says whether it follows over a socket or over a stream")
    void saysOverWhatItFollows(Browser browser) {
        server = TestServer.start(ServerSettings.DEFAULT);
        MonitorPage page = MonitorPage.open(browser.newTab(), server.url(), Tokens.OPERATOR);
        assertThat(page.tab().attribute("#connection", "data-via")).isEqualTo("socket");
        assertThat(server.openSockets()).isEqualTo(1);

        try (TestServer without = TestServer.start(ServerSettings.DEFAULT.withSockets(ServerSettings.Sockets.ABSENT))) {
            MonitorPage other = MonitorPage.open(browser.newTab(), without.url(), Tokens.OPERATOR);
            assertThat(other.tab().attribute("#connection", "data-via")).isEqualTo("stream");
        }
    }
}
