package io.callyard.browser;

import java.util.List;
import java.util.Map;

/** The live monitor in a tab, known by the hooks that it has for tests. */
final class MonitorPage {
    static final List<String> VIEWS = List.of("overview", "calls", "campaigns", "queues", "agents", "callbacks");

    private final Tab tab;

    private MonitorPage(Tab tab) {
        this.tab = tab;
    }

    /** Opens it with a token and waits until it is live. */
    static MonitorPage open(Tab tab, String server, String token) {
        MonitorPage page = openOnly(tab, server, token);
        page.awaitLive();
        return page;
    }

    /** Opens it with a token. */
    static MonitorPage openOnly(Tab tab, String server, String token) {
        tab.open(server + "/monitor/#token=" + token);
        return new MonitorPage(tab);
    }

    Tab tab() {
        return tab;
    }

    void awaitLive() {
        tab.awaitAttribute("body", "data-ready", "true");
        tab.awaitAttribute("body", "data-connection", "live");
    }

    void go(String view) {
        tab.click("[data-testid=view-" + view + "]");
        tab.awaitAttribute("#main", "data-view", view);
    }

    /** Returns the selector of a row. */
    static String row(String panel, Object id) {
        return "[data-panel=" + panel + "] [role=row][data-id=\"" + id + "\"]";
    }

    /** Returns the selector of a part of a row. */
    static String part(String panel, Object id, String part) {
        return row(panel, id) + " [data-part=" + part + "]";
    }

    /** Waits until a row has a state. */
    void awaitRow(String panel, Object id, String state) {
        tab.awaitAttribute(row(panel, id), "data-state", state);
    }

    /** Opens a row beside. */
    void explain(String panel, Object id) {
        tab.click(row(panel, id));
        tab.awaitAttribute("[data-panel=explain]", "data-id", id.toString());
        tab.awaitVisible("[data-panel=explain]");
    }

    /** Returns the number of the last event that the page has taken in. */
    long lastSeq() {
        return (long) tab.number("return window.callyard?.store.lastSeq ?? 0");
    }

    /** Waits until the page has taken in an event, and so all before it. */
    void awaitSeq(long seq) {
        tab.await("event " + seq + " to be on the page", () -> lastSeq() >= seq);
    }

    /** Returns what the page shows of the past, at one moment. */
    Sight sight() {
        Object all = tab.script("""
                const {store} = window.callyard;
                return {
                  seq: store.lastSeq,
                  live: store.calls.values().map(({id}) => id),
                  ended: store.ended.map(({id, outcome}) => id + ' ' + outcome),
                  turns: [...store.turns].flatMap(([id, said]) =>
                      said.map(({speaker, text}) => id + ' ' + speaker + ': ' + text)),
                };
                """);
        return Sight.of((Map<?, ?>) all);
    }
}
