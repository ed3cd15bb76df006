package io.callyard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that end, and users who go. */
@ExtendWith(BrowserExtension.class)
@Timeout(180)
class SignedOutTest {
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
    @DisplayName("a page whose token ends loses its socket, says why and asks for another token")
    void asksForATokenWhenItsOwnEnds(Browser browser) {
        Tab tab = browser.newTab();
        MonitorPage.open(tab, server.url(), Tokens.OPERATOR);
        assertThat(tab.isVisible("[data-panel=login]")).isFalse();
        assertThat(server.openSockets()).isEqualTo(1);

        server.tokens().revoke(Tokens.OPERATOR);
        tab.awaitAttribute("body", "data-connection", "unauthorized");
        tab.awaitVisible("[data-panel=login]");
        tab.awaitText("#login-message", "not valid");
        tab.await("its socket to be closed", () -> server.openSockets() == 0);

        tab.press(Tokens.VIEWER);
        tab.click("[data-panel=login] button");
        tab.awaitAttribute("body", "data-connection", "live");
        tab.awaitAttribute("body", "data-role", "viewer");
    }

    @Test
    @Tag("R3.1")
    @DisplayName("a page without a token, or with one that is none, shows nothing but the way in")
    void asksForATokenWhereThereIsNone(Browser browser) {
        server.place(Tokens.ACME, "+12025550150", "Nobody's Business");
        Tab tab = browser.newTab().open(server.url() + "/monitor/");
        tab.awaitVisible("[data-panel=login]");

        tab.press("guessed");
        tab.click("[data-panel=login] button");
        tab.awaitText("#login-message", "not accepted");
        assertThat(tab.text("body")).doesNotContain("Nobody's Business");
        assertThat(server.openSockets()).isZero();
    }

    @Test
    @Tag("R3.7")
    @DisplayName("a client that is stopped, and a tab that is closed, leave no socket and hear nothing more")
    void leavesNothingBehind(Browser browser) {
        String address = server.url() + "/follower/#token=" + Tokens.OPERATOR;
        Tab tab = browser.newTab().open(address);
        Tab other = browser.newTab().open(address);
        other.await("two sockets", () -> server.openSockets() == 2);

        tab.script("window.follower.client.stop()");
        other.await("one socket", () -> server.openSockets() == 1);
        server.place(Tokens.ACME, "+12025550151", "Later");
        other.await("the other tab to hear of it", () -> other.number("return window.follower.seen.length") > 0);
        assertThat(tab.number("return window.follower.seen.length")).isZero();
        assertThat(tab.script("return window.follower.states.at(-1)")).isEqualTo("stopped");

        other.open("about:blank");
        other.await("no socket", () -> server.openSockets() == 0);
    }
}
