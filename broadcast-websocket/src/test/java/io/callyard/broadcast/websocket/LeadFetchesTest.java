package io.callyard.broadcast.websocket;

import static io.callyard.broadcast.websocket.TestSockets.ACME;
import static io.callyard.broadcast.websocket.TestSockets.ADA;
import static io.callyard.broadcast.websocket.TestSockets.BOB;
import static io.callyard.broadcast.websocket.TestSockets.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.lead.LeadRun;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.security.Principal;
import io.callyard.spi.security.Principal.Role;
import io.callyard.spi.store.LeadCounts;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What pages have fetched is dialled one after the other for each user. */
@Tag("R3.4")
class LeadFetchesTest {
    private static final Principal WHO = new Principal(ACME, ADA, Set.of(Role.OPERATOR));
    private static final List<LeadId> ONE = List.of(new LeadId("one"));
    private static final List<LeadId> TWO = List.of(new LeadId("two"));

    private final VirtualScheduler scheduler = VirtualScheduler.inOrder();
    private final TestLeads leads = new TestLeads();
    private final LeadFetches fetches = new LeadFetches(leads, scheduler);
    private final List<Object> told = new ArrayList<>();

    @Test
    void nothingIsAskedOnTheThreadThatBringsIt() {
        assertThat(fetch(WHO, null)).isTrue();
        assertThat(leads.asked).isEmpty();

        run();

        assertThat(leads.asked).containsExactly("acme ada");
        assertThat(told).containsExactly(TestLeads.NOTHING);
    }

    @Test
    void ofOneUserOneFetchIsWorkedOnAtATimeAndInOrder() {
        leads.answer = () -> {
            if (leads.asked.size() == 1) {
                // Meanwhile, from other tabs.
                fetch(WHO, ONE);
                fetch(WHO, TWO);
                scheduler.runDue();
                assertThat(leads.asked).as("nobody else has begun").hasSize(1);
            }
            return TestLeads.NOTHING;
        };
        fetch(WHO, null);

        run();

        assertThat(leads.asked).containsExactly("acme ada", "acme ada [one]", "acme ada [two]");
        assertThat(told).hasSize(3);
    }

    @Test
    void anotherUserAndTheSameNameElsewhereDoNotWait() {
        leads.answer = () -> {
            if (leads.asked.size() == 1) {
                fetch(new Principal(ACME, BOB, Set.of()), null);
                fetch(new Principal(GLOBEX, ADA, Set.of()), null);
                scheduler.runDue();
                assertThat(leads.asked).containsExactly("acme ada", "acme bob", "globex ada");
            }
            return TestLeads.NOTHING;
        };
        fetch(WHO, null);

        run();

        assertThat(told).hasSize(3);
    }

    @Test
    @Tag("R3.3")
    void allThatWaitAndAskForAllArePutAsOneQuestionAndEachIsAnswered() {
        LeadRun later = new LeadRun(3, List.of(), List.of(), List.of(), List.of(), new LeadCounts(0, 2, 1, 0));
        LeadRun joined = new LeadRun(0, List.of(), List.of(), List.of(), List.of(), new LeadCounts(0, 2, 1, 0));
        leads.answer = () -> {
            if (leads.asked.size() > 1) {
                return later;
            }
            for (int i = 0; i < 50; i++) {
                fetch(WHO, null);
            }
            fetch(WHO, ONE);
            return TestLeads.NOTHING;
        };
        fetch(WHO, null);

        run();

        assertThat(leads.asked).containsExactly("acme ada", "acme ada", "acme ada [one]");
        assertThat(told)
                .hasSize(52)
                .startsWith(TestLeads.NOTHING, later, joined)
                .endsWith(joined, later);
    }

    @Test
    void beyondABoundNoMoreWait() {
        for (int i = 0; i < LeadFetches.MOST_WAITING; i++) {
            assertThat(fetch(WHO, ONE)).isTrue();
        }
        assertThat(fetch(WHO, ONE)).isFalse();
        assertThat(fetch(new Principal(ACME, BOB, Set.of()), ONE)).isTrue();

        run();

        assertThat(told).hasSize(LeadFetches.MOST_WAITING + 1);
        assertThat(fetch(WHO, ONE)).as("there is room again").isTrue();
    }

    @Test
    void whatFailsIsToldAndTheNextGoesOn() {
        IllegalStateException failure = new IllegalStateException("no store");
        leads.answer = () -> {
            if (leads.asked.size() == 1) {
                throw failure;
            }
            return TestLeads.NOTHING;
        };
        fetch(WHO, null);
        fetch(WHO, ONE);

        run();

        assertThat(told).containsExactly(failure, TestLeads.NOTHING);
    }

    @Test
    void whoeverThrowsAsHeIsToldKeepsNobodyElseWaiting() {
        fetches.fetch(WHO, ONE, (run, failure) -> {
            throw new IllegalStateException("the tab has gone");
        });
        fetch(WHO, TWO);

        scheduler.runToEnd(Duration.ofSeconds(1));

        assertThat(told).containsExactly(TestLeads.NOTHING);
        assertThat(scheduler.failures()).hasSize(1);
        assertThat(fetch(WHO, ONE)).isTrue();
    }

    private boolean fetch(Principal who, @Nullable List<LeadId> ids) {
        return fetches.fetch(who, ids, (run, failure) -> told.add(run == null ? failure : run));
    }

    private void run() {
        scheduler.runToEnd(Duration.ofSeconds(1));
        assertThat(scheduler.failures()).isEmpty();
    }
}
