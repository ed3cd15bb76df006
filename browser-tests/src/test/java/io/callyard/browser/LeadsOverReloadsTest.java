package io.callyard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.Contact;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages that say again and again that they have fetched the leads. */
@ExtendWith(BrowserExtension.class)
@Timeout(400)
class LeadsOverReloadsTest {
    private static final int LEADS = 40;
    private static final int RELOADS = 50;
    private static final Duration ALL_RELOADS = Duration.ofMinutes(5);

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(ServerSettings.DEFAULT.withMaxLive(2 * LEADS));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("R3.2")
    @Tag("R3.3")
    @Tag("R3.4")
    @DisplayName("two tabs are loaded fifty times more each and fetch the leads each time: every lead is dialled once")
    void dialsEachLeadOnce(Browser browser) {
        add(0, LEADS / 2);
        Tab tab = browser.newTab();
        Tab other = browser.newTab();
        String address = server.url() + "/follower/#token=" + Tokens.OPERATOR + "&reloads=" + RELOADS;
        tab.open(address);
        other.open(address);
        add(LEADS / 2, LEADS);

        for (Tab each : List.of(tab, other)) {
            each.await(
                    RELOADS + " reloads",
                    ALL_RELOADS,
                    () -> Boolean.TRUE.equals(each.script(
                            "return window.follower?.loads === arguments[0] && window.follower.answers.length > 0",
                            RELOADS + 1)));
            assertThat(each.script("return window.follower.answers[0].type")).isEqualTo("leads_run");
            assertThat(each.script("return window.follower.answers[0].run.pending"))
                    .isEqualTo(0L);
        }

        List<String> all =
                IntStream.range(0, LEADS).mapToObj(LeadsOverReloadsTest::id).toList();
        ServerApi api = new ServerApi(server.url(), Tokens.OPERATOR);
        assertThat(api.log(api.lastSeq()))
                .filteredOn(event -> event.type().equals("lead_dialed"))
                .extracting(event -> event.word("lead_id"))
                .containsExactlyInAnyOrderElementsOf(all);
        tab.await("all to be dialled", () -> server.carrier().orders().size() >= LEADS);
        assertThat(server.carrier().orders())
                .extracting(PlaceOrder::subject)
                .extracting(subject -> String.valueOf(subject.contact()))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    private void add(int from, int to) {
        server.engine()
                .leads()
                .add(
                        Tokens.ACME,
                        Tokens.ADA,
                        IntStream.range(from, to)
                                .mapToObj(i -> new Contact("+12025550100", id(i), null, null, null, null))
                                .iterator());
    }

    private static String id(int number) {
        return "lead-" + number;
    }
}
