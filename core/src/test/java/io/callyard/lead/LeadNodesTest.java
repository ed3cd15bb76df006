package io.callyard.lead;

import static io.callyard.Yard.ACME;
import static io.callyard.lead.Page.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.callyard.Interposed;
import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.CallState;
import io.callyard.model.Outcome;
import io.callyard.model.lead.Lead;
import io.callyard.spi.carrier.LookUpAnswer.Absent;
import io.callyard.spi.carrier.LookUpAnswer.Proof;
import io.callyard.spi.store.LeadCounts;
import io.callyard.spi.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Leads are dialled once whatever becomes of the nodes at which their pages are open. */
@Tag("R3.3")
class LeadNodesTest {
    @RegisterExtension
    final Yards yards = new Yards();

    @Test
    void pagesAtSeveralNodesDialEachLeadOnce() {
        Yard yard = yards.open();
        List<Page> pages = List.of(
                new Page(yard, ANN),
                new Page(yard.join(), ANN),
                new Page(yard.join(), ANN),
                new Page(yard.join(), ANN));
        List<Lead> leads = pages.get(0).add(5);
        String[] ids = leads.stream().map(lead -> lead.id().value()).toArray(String[]::new);

        long started = 0;
        for (int reload = 0; reload < 5; reload++) {
            for (Page page : pages) {
                started += page.leads().fetched(ACME, ANN, Page.ids(ids)).started();
                started += page.fetched().started();
            }
        }
        Page.endAll(yard);

        assertThat(started).isEqualTo(5);
        assertThat(Page.dialled(yard)).containsExactly(ids);
    }

    @Test
    void aNodeThatDiesBetweenTheMarkAndThePlacingLeavesTheCallToTheOthers() {
        Yard yard = yards.open();
        Page page = new Page(yard, ANN);
        Lead lead = page.add("a").get(0);
        assertThat(page.leads().fetched(ACME, ANN).started()).isEqualTo(1);
        yard.node.crash();
        assertThat(page.call(lead).state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.carrier.orders()).isEmpty();

        Page other = new Page(yard.join(), ANN);
        assertThat(other.fetched("a").called()).hasSize(1);

        assertThat(Page.dialled(yard)).containsExactly("a");
        Page.endAll(yard);
        assertThat(other.fetched().started()).isZero();
        assertThat(Page.dialled(yard)).containsExactly("a");
    }

    @Test
    void aNodeThatDiesWhileItDialsLeavesNoSecondCallOnAGuess() {
        Yard yard = yards.open();
        Page page = new Page(yard, ANN);
        Lead lead = page.add("a").get(0);
        yard.carrier.answerNextBy(order -> {
            yard.node.crash();
            return new CompletableFuture<>();
        });
        page.fetched();
        Page other = new Page(yard.join(), ANN);
        yard.carrier.answerLookUpsBy(question -> CompletableFuture.completedStage(new Absent(Proof.WEAK)));

        assertThat(other.fetched().started()).isZero();
        yard.advance(Duration.ofMinutes(10));
        assertThat(other.call(lead).outcome()).isEqualTo(Outcome.NOT_PLACED);
        assertThat(other.fetched("a").started()).isZero();
        yard.advance(Duration.ofMinutes(10));

        assertThat(Page.dialled(yard)).containsExactly("a");
    }

    @Test
    void aPlacingThatProvablySentNothingIsMadeAgainAsTheSameCall() {
        Yard yard = yards.open();
        Page page = new Page(yard, ANN);
        Lead lead = page.add("a").get(0);
        yard.carrier.answerNextBy(order -> {
            yard.node.crash();
            return new CompletableFuture<>();
        });
        page.fetched();
        Page other = new Page(yard.join(), ANN);
        yard.carrier.answerLookUpsBy(question -> CompletableFuture.completedStage(new Absent(Proof.STRONG)));
        yard.advance(Duration.ofMinutes(1));

        assertThat(yard.carrier.orders())
                .extracting(order -> order.subject().id())
                .containsOnly(other.call(lead).id());
        assertThat(other.call(lead).state()).isEqualTo(CallState.DIALING);
        assertThat(other.fetched("a").started()).isZero();
    }

    @Test
    void aRestartDialsNothingAgain() {
        Yard yard = yards.open();
        Page page = new Page(yard, ANN);
        page.add("a", "b");
        page.fetched();
        Page.endAll(yard);
        yard.engine.close();

        Page after = new Page(yard.join(), ANN);
        assertThat(after.fetched().started()).isZero();
        assertThat(after.fetched("a", "b").called()).hasSize(2);
        yard.advance(Duration.ofHours(1));

        assertThat(Page.dialled(yard)).containsExactly("a", "b");
    }

    @Test
    void aNodeThatFailsAmidALongListDialsTheRestWhenItIsFetchedAgain() {
        int[] steps = {0};
        Yard yard = yards.with()
                .engineSees(store -> Interposed.of(store, (method, step) -> {
                    boolean failing = method.equals("dialLeads") && ++steps[0] % 2 == 0;
                    Object answer = step.take();
                    if (failing) {
                        throw new StoreUnavailableException("whether it was done is not known");
                    }
                    return answer;
                }))
                .open();
        Page page = new Page(yard, ANN);
        page.add(450);

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> page.leads().fetched(ACME, ANN));
        LeadCounts half = page.leads().counts(ACME, ANN);
        assertThat(half.pending()).isEqualTo(50);
        assertThat(page.leads().fetched(ACME, ANN).started()).isEqualTo(50);
        yard.run();
        Page.endAll(yard);

        assertThat(Page.dialled(yard)).hasSize(450).doesNotHaveDuplicates();
    }
}
