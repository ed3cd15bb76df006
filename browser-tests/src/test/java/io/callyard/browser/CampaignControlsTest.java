package io.callyard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.Contact;
import io.callyard.model.Outcome;
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

/** What an operator does with a campaign, by its buttons. */
@ExtendWith(BrowserExtension.class)
@Timeout(180)
class CampaignControlsTest {
    private static final CampaignId SPRING = new CampaignId("spring");
    private static final String ROW = MonitorPage.row("campaigns", SPRING);

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(ServerSettings.DEFAULT);
        var campaigns = server.engine().campaigns();
        campaigns.create(
                Tokens.ACME, SPRING, CampaignSettings.named("Spring calls").withDelayBetween(Duration.ZERO));
        campaigns.add(
                Tokens.ACME,
                SPRING,
                IntStream.range(0, 3)
                        .mapToObj(i -> Contact.of("+1202555010" + i))
                        .iterator());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("R0.4")
    @Tag("R0.7")
    @DisplayName("start, pause and resume by their buttons: a pause lets the live call end and starts no other")
    void pausesAndResumes(Browser browser) {
        Tab tab = browser.newTab();
        MonitorPage page = MonitorPage.open(tab, server.url(), Tokens.OPERATOR);
        page.go("campaigns");
        page.awaitRow("campaigns", SPRING, "draft");

        tab.click(ROW + " [data-action=start]");
        page.awaitRow("campaigns", SPRING, "running");
        tab.awaitText(MonitorPage.part("campaigns", SPRING, "done"), "0 of 3");
        tab.awaitText(MonitorPage.part("campaigns", SPRING, "about"), "1 live");
        PlaceOrder first = awaitOrder(tab, 1);

        tab.click(ROW + " [data-action=pause]");
        page.awaitRow("campaigns", SPRING, "paused");
        assertThat(server.engine().campaigns().find(Tokens.ACME, SPRING))
                .hasValueSatisfying(campaign -> assertThat(campaign.status()).isEqualTo(CampaignStatus.PAUSED));
        server.carrier().answered(first);
        server.carrier().ended(first, Outcome.COMPLETED);
        tab.awaitText(MonitorPage.part("campaigns", SPRING, "done"), "1 of 3");
        tab.awaitText(MonitorPage.part("campaigns", SPRING, "about"), "0 live");
        assertThat(server.carrier().orders())
                .as("no other call while it is paused")
                .hasSize(1);

        tab.click(ROW + " [data-action=resume]");
        page.awaitRow("campaigns", SPRING, "running");
        server.carrier().ended(awaitOrder(tab, 2), Outcome.NO_ANSWER);
        tab.awaitText(MonitorPage.part("campaigns", SPRING, "done"), "2 of 3");
        server.carrier().ended(awaitOrder(tab, 3), Outcome.BUSY);
        page.awaitRow("campaigns", SPRING, "completed");
        tab.awaitText(MonitorPage.part("campaigns", SPRING, "done"), "3 of 3");
    }

    @Test
    @Tag("R0.4")
    @DisplayName("a stop is asked about first")
    void asksBeforeItStops(Browser browser) {
        Tab tab = browser.newTab();
        MonitorPage page = MonitorPage.open(tab, server.url(), Tokens.OPERATOR);
        page.go("campaigns");

        tab.click(ROW + " [data-action=stop]");
        tab.awaitVisible("dialog[data-panel=confirm]");
        tab.click("[data-testid=confirm-no]");
        tab.awaitGone("dialog[data-panel=confirm]");
        assertThat(tab.attribute(ROW, "data-state")).isEqualTo("draft");

        tab.click(ROW + " [data-action=stop]");
        tab.click("[data-testid=confirm-yes]");
        page.awaitRow("campaigns", SPRING, "stopped");
    }

    /** Waits until the carrier was asked for so many calls, and returns the last. */
    private PlaceOrder awaitOrder(Tab tab, int count) {
        List<PlaceOrder> orders = tab.awaitAnswer(count + " orders", () -> {
            List<PlaceOrder> all = server.carrier().orders();
            return all.size() < count ? null : all;
        });
        return orders.get(count - 1);
    }
}
