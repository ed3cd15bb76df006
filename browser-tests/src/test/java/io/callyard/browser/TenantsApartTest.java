package io.callyard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.Call;
import io.callyard.model.ConversationTurn;
import io.callyard.model.ConversationTurn.Speaker;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two tenants look at the same server. */
@ExtendWith(BrowserExtension.class)
@Timeout(180)
class TenantsApartTest {
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
    @Tag("R3.1")
    @Tag("R0.5")
    @DisplayName("a page with another tenant's token sees nothing of the first tenant's calls")
    void seesNothingOfTheOther(Browser browser) {
        Call before = server.place(Tokens.ACME, "+12025550141", "Acme Before");
        MonitorPage ours = MonitorPage.open(browser.newTab(), server.url(), Tokens.OPERATOR);
        MonitorPage theirs = MonitorPage.open(browser.newTab(), server.url(), Tokens.OF_GLOBEX);

        Call meanwhile = server.place(Tokens.ACME, "+12025550142", "Acme Meanwhile");
        talk(server.awaitOrder(meanwhile.id()), "the secret of acme");
        Call own = server.place(Tokens.GLOBEX, "+12025550143", "Globex Own");
        talk(server.awaitOrder(own.id()), "heard by globex");

        ours.tab().awaitText("body", "Acme Before");
        ours.tab().awaitText("[data-panel=feed]", "Acme Meanwhile");
        theirs.tab().awaitText("[data-panel=feed]", "Globex Own");
        assertThat(theirs.sight().ended()).containsExactly(own.id() + " completed");
        for (String view : MonitorPage.VIEWS) {
            theirs.go(view);
            assertThat(theirs.tab().text("body"))
                    .as(view)
                    .doesNotContain(
                            "Acme",
                            "secret",
                            "555014" + 1,
                            "555014" + 2,
                            before.id().toString());
        }
        assertThat(theirs.tab().script("return JSON.stringify([...window.callyard.store.calls.values()])"))
                .isEqualTo("[]");
    }

    @Test
    @Tag("R3.1")
    @DisplayName("what another tenant asks for by its id is not there")
    void doesNotLetTheOtherAskById() {
        Call call = server.place(Tokens.ACME, "+12025550141", "Acme Before");
        ServerApi theirs = new ServerApi(server.url(), Tokens.OF_GLOBEX);

        assertThat(new ServerApi(server.url(), Tokens.OPERATOR)
                        .get("/api/calls/" + call.id())
                        .statusCode())
                .isEqualTo(200);
        assertThat(theirs.get("/api/calls/" + call.id()).statusCode()).isEqualTo(404);
        server.place(Tokens.GLOBEX, "+12025550143", "Globex Own");
        List<LogEvent> log = theirs.log(theirs.lastSeq());
        assertThat(log)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.data().toString())
                        .doesNotContain(call.id().toString()));
    }

    private void talk(PlaceOrder order, String text) {
        server.carrier().answered(order);
        server.carrier().turn(order, "1", new ConversationTurn(Speaker.CUSTOMER, text, Instant.EPOCH));
        server.carrier().ended(order, Outcome.COMPLETED);
    }
}
