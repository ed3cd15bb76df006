package io.callyard.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.SystemScheduler;
import io.callyard.memory.InMemoryStore;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sockets' client in a page of an application's own, over two nodes on one store behind one address. */
@ExtendWith(BrowserExtension.class)
@Timeout(300)
class ClientFollowsTest {
    private static final int CUTS = 5;

    private final SystemScheduler scheduler = new SystemScheduler();
    private final InMemoryStore store = new InMemoryStore(scheduler);
    private Relay relay;
    private TestServer node;
    private TestServer other;

    @BeforeEach
    void start() {
        relay = Relay.start();
        // Calls wait here: each makes one event and nothing more, whichever node is alive.
        ServerSettings settings = ServerSettings.DEFAULT.withMaxLive(0).on(store, relay.url());
        node = TestServer.start(settings);
        other = TestServer.start(settings);
        relay.to(node.port());
    }

    @AfterEach
    void stop() {
        relay.close();
        node.close();
        other.close();
        store.close();
        scheduler.close();
    }

    @Test
    @Tag("R0.5")
    @Tag("R3.5")
    @DisplayName("a node dies under the client and connections break in the midst: it sees each event once, in order")
    void survivesTheDeathOfANode(Browser browser) {
        Tab tab = browser.newTab().open(relay.url() + "/follower/#token=" + Tokens.OPERATOR);
        place(20);
        awaitAll(tab);
        assertThat(node.openSockets()).isEqualTo(1);

        relay.to(other.port());
        relay.cut();
        node.close();
        place(20);
        awaitAll(tab);
        assertThat(other.openSockets()).isEqualTo(1);

        for (int i = 0; i < CUTS; i++) {
            place(10);
            relay.cut();
            place(10);
            awaitAll(tab);
        }

        List<Long> all =
                LongStream.rangeClosed(1, store.lastSeq(Tokens.ACME)).boxed().toList();
        assertThat(tab.script("return window.follower.seen")).isEqualTo(all);
        assertThat(tab.script("return window.follower.loads"))
                .as("never loaded anew")
                .isEqualTo(1L);
        assertThat(tab.script("return window.follower.errors")).isEqualTo(List.of());
    }

    private void place(int count) {
        for (int i = 0; i < count; i++) {
            other.place(Tokens.ACME, "+12025550152", "Somebody");
        }
    }

    private void awaitAll(Tab tab) {
        long last = store.lastSeq(Tokens.ACME);
        tab.await("event " + last, () -> tab.number("return window.follower?.seen.at(-1) ?? 0") >= last);
    }
}
