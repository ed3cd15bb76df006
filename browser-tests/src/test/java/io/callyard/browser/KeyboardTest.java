package io.callyard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The monitor without a mouse. */
@ExtendWith(BrowserExtension.class)
@Timeout(180)
class KeyboardTest {
    private TestServer server;
    private Call first;
    private Call second;

    @BeforeEach
    void start() {
        server = TestServer.start(ServerSettings.DEFAULT);
        first = server.place(Tokens.ACME, "+12025550146", "Alpha");
        second = server.place(Tokens.ACME, "+12025550147", "Bravo");
        server.awaitOrder(first.id());
        server.awaitOrder(second.id());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("R0.7")
    @DisplayName("2 goes to the calls, j and k choose one, Enter opens it, Esc closes it")
    void choosesAndOpensACall(Browser browser) {
        Tab tab = browser.newTab();
        MonitorPage.open(tab, server.url(), Tokens.OPERATOR);

        tab.press("2");
        tab.awaitAttribute("#main", "data-view", "calls");
        assertThat(tab.attribute("[data-testid=view-calls]", "aria-current")).isEqualTo("page");
        tab.awaitVisible(MonitorPage.row("calls", second.id()));
        tab.press("j");
        String top = tab.attribute("[data-panel=calls] [role=row][aria-selected=true]", "data-id");
        tab.press("j");
        String next = tab.attribute("[data-panel=calls] [role=row][aria-selected=true]", "data-id");
        assertThat(new String[] {top, next})
                .containsExactlyInAnyOrder(first.id().toString(), second.id().toString());
        tab.press("k");
        assertThat(tab.attribute("[data-panel=calls] [role=row][aria-selected=true]", "data-id"))
                .isEqualTo(top);

        tab.press(Keys.ENTER);
        tab.awaitAttribute("[data-panel=explain]", "data-id", top);
        tab.awaitVisible("[data-panel=explain]");
        tab.press(Keys.ESCAPE);
        tab.awaitGone("[data-panel=explain]");
    }

    @Test
    @Tag("R0.7")
    @DisplayName("/ filters, Esc takes the filter away")
    void filters(Browser browser) {
        Tab tab = browser.newTab();
        MonitorPage.open(tab, server.url(), Tokens.OPERATOR);
        tab.press("2");
        tab.awaitVisible(MonitorPage.row("calls", second.id()));

        tab.press("/", "brav");
        tab.awaitGone(MonitorPage.row("calls", first.id()));
        assertThat(tab.isVisible(MonitorPage.row("calls", second.id()))).isTrue();
        assertThat(tab.attribute("#main", "data-view")).isEqualTo("calls");

        tab.press(Keys.ESCAPE);
        tab.awaitVisible(MonitorPage.row("calls", first.id()));
        assertThat(tab.script("return document.querySelector('#search').value")).isEqualTo("");
        assertThat(tab.script("return document.activeElement.id")).isNotEqualTo("search");
    }

    @Test
    @Tag("R0.7")
    @DisplayName("? opens the help and Esc closes it; t goes round the themes")
    void helpsAndChangesTheTheme(Browser browser) {
        Tab tab = browser.newTab();
        MonitorPage.open(tab, server.url(), Tokens.OPERATOR);

        tab.press("?");
        tab.awaitVisible("dialog[data-panel=help]");
        tab.press(Keys.ESCAPE);
        tab.awaitGone("dialog[data-panel=help]");
        for (String theme : new String[] {"dark", "light", "auto"}) {
            tab.press("t");
            tab.awaitAttribute("html", "data-theme", theme);
        }
        tab.press("t");
        tab.reload();
        tab.awaitAttribute("html", "data-theme", "dark");
    }

    @Test
    @Tag("R0.4")
    @DisplayName("who may only look has nothing to press that changes anything, and c does nothing")
    void leavesAViewerWithoutControls(Browser browser) {
        Tab tab = browser.newTab();
        MonitorPage page = MonitorPage.open(tab, server.url(), Tokens.VIEWER);
        tab.awaitAttribute("body", "data-role", "viewer");

        tab.press("c");
        for (String view : MonitorPage.VIEWS) {
            page.go(view);
            assertThat(tab.count("[data-action]")).as(view).isZero();
            assertThat(tab.isVisible("[data-testid=place]")).as(view).isFalse();
        }
        page.go("calls");
        tab.awaitVisible(MonitorPage.row("calls", first.id()));
        page.explain("calls", first.id());
        tab.awaitText("[data-panel=explain]", "Number");
        assertThat(tab.count("[data-action]")).isZero();
        assertThat(tab.count("dialog[open]")).isZero();
        assertThat(new ServerApi(server.url(), Tokens.VIEWER)
                        .post("/api/calls", "{\"phone_number\":\"+12025550148\"}")
                        .statusCode())
                .as("and the server would not let them")
                .isEqualTo(403);
    }

    @Test
    @Tag("R1.2")
    @DisplayName("c places a call, for whoever may")
    void placesACall(Browser browser) {
        Tab tab = browser.newTab();
        MonitorPage page = MonitorPage.open(tab, server.url(), Tokens.OPERATOR);

        tab.press("c");
        tab.awaitVisible("dialog[data-panel=place]");
        tab.press("+12025550149");
        assertThat(tab.script("return document.querySelector('#phone-number').value"))
                .isEqualTo("+12025550149");
        tab.press(Keys.TAB, "Charlie", Keys.ENTER);
        tab.await("an answer", () -> !"".equals(tab.text("#place-result")));
        tab.press(Keys.ESCAPE);
        tab.awaitGone("dialog[data-panel=place]");
        page.go("calls");
        tab.awaitText("[data-panel=calls]", "Charlie");
    }
}
