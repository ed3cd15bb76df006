package io.callyard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.Call;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.Contact;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.spi.carrier.PlaceOrder;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Names and words that are scripts: strangers write them. */
@ExtendWith(BrowserExtension.class)
@Timeout(180)
class HostileNamesTest {
    private static final String HOSTILE =
            "<img src=x onerror=\"window.ran=1\"><script>window.ran=2</script><svg onload=window.ran=3>";
    private static final CampaignId CAMPAIGN = new CampaignId("hostile");

    /** Remembers what the browser did not let a page do. */
    private static final String RECORD = """
            window.violations = [];
            addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
            """;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(ServerSettings.DEFAULT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("R0.7")
    @DisplayName("a script in a name or in what is said is shown as text; nothing runs and the console stays empty")
    void showsScriptsAsText(Browser browser) {
        Tab tab = browser.newTab();
        tab.beforeEachPage(RECORD);
        var campaigns = server.engine().campaigns();
        campaigns.create(Tokens.ACME, CAMPAIGN, CampaignSettings.named(HOSTILE));
        MonitorPage page = MonitorPage.open(tab, server.url(), Tokens.OPERATOR);
        server.engine()
                .leads()
                .add(
                        Tokens.ACME,
                        Tokens.ADA,
                        List.of(new Contact("+12025550144", "lead", HOSTILE, null, null, null))
                                .iterator());
        Call call = server.place(Tokens.ACME, "+12025550145", HOSTILE);
        PlaceOrder order = server.awaitOrder(call.id());
        server.carrier().answered(order);
        server.carrier().turn(order, "1", new ConversationTurn(Speaker.CUSTOMER, HOSTILE, Instant.EPOCH));

        page.go("calls");
        awaitShown(tab, MonitorPage.part("calls", call.id(), "who"));
        awaitShown(tab, MonitorPage.part("calls", call.id(), "said"));
        page.explain("calls", call.id());
        awaitShown(tab, "[data-panel=explain] h2");
        awaitShown(tab, "[data-panel=explain] [data-testid=turns] li p");
        page.go("campaigns");
        awaitShown(tab, MonitorPage.part("campaigns", CAMPAIGN, "who"));
        page.go("callbacks");
        awaitShown(tab, MonitorPage.part("leads", "lead", "who"));
        MonitorPage.VIEWS.forEach(page::go);

        assertThat(tab.count("img, script:not([src]), svg[onload]"))
                .as("elements made of names")
                .isZero();
        assertThat(tab.script("return window.ran ?? null")).as("what has run").isNull();
        assertThat(tab.script("return window.violations.join()")).isEqualTo("");
        assertThat(browser.complaints()).isEmpty();

        // The policy holds, and a violation would have been seen.
        tab.script("""
                try {
                  const script = document.createElement('script');
                  script.textContent = 'window.ran = 4';
                  document.body.append(script);
                } catch {
                  // Trusted types refuse it before the policy does.
                }
                """);
        tab.await("the violation to be told", () -> !"".equals(tab.script("return window.violations.join()")));
        assertThat(tab.script("return window.ran ?? null")).isNull();
    }

    @Test
    @Tag("R0.7")
    @DisplayName("the page is sent with a policy that lets only its own files run")
    void sendsAPolicy() {
        HttpResponse<String> answer = new ServerApi(server.url(), Tokens.VIEWER).get("/monitor/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe", "*"));
    }

    private static void awaitShown(Tab tab, String css) {
        tab.await(css + " to show the text as it is", () -> HOSTILE.equals(tab.text(css)));
    }
}
