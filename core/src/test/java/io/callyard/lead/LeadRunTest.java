package io.callyard.lead;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.GLOBEX;
import static io.callyard.lead.Page.ANN;
import static io.callyard.lead.Page.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.lead.LeadRun.Called;
import io.callyard.lead.LeadRun.Refusal;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.model.Verdict;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.LeadCounts;
import io.callyard.testkit.ScriptedPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages fetch leads, and each is dialled once. */
class LeadRunTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final ScriptedPolicy policy = new ScriptedPolicy("do-not-call");
    private final Yard yard = yards.with()
            .policy(policy)
            .settings(settings -> settings.withRetries(
                    RetryPolicy.NONE,
                    RetryPolicy.NONE
                            .with(Outcome.NO_ANSWER, 9, Duration.ofMinutes(1))
                            .with(Outcome.BUSY, 9, Duration.ofMinutes(1))))
            .open();
    private final Page ann = new Page(yard, ANN);
    private final Page bob = new Page(yard, BOB);

    @Test
    @Tag("R3.2")
    void whatIsPendingIsDialledWhenThePageSaysThatItHasFetchedIt() {
        ann.add("a", "b", "c");
        bob.add("x");
        assertThat(yard.carrier.orders()).as("nobody has fetched").isEmpty();

        LeadRun run = ann.fetched();

        assertThat(run)
                .isEqualTo(new LeadRun(3, List.of(), List.of(), List.of(), List.of(), new LeadCounts(0, 3, 0, 0)));
        assertThat(Page.dialled(yard)).containsExactly("a", "b");
        yard.endLast(Outcome.COMPLETED);
        assertThat(Page.dialled(yard)).containsExactly("a", "b", "c");
        Page.endAll(yard);
        assertThat(Page.dialled(yard)).containsExactly("a", "b", "c");
        assertThat(bob.leads().counts(ACME, BOB)).isEqualTo(new LeadCounts(1, 0, 0, 0));
    }

    @Test
    @Tag("R3.2")
    void onlyTheLeadsThatThePageNamesAreDialledInItsOrder() {
        ann.add("a", "b", "c");

        assertThat(ann.fetched("c", "a").started()).isEqualTo(2);

        assertThat(Page.dialled(yard)).containsExactly("c", "a");
        assertThat(ann.leads().list(ACME, ANN, LeadState.PENDING, 0, 9))
                .extracting(lead -> lead.id().value())
                .containsExactly("b");
    }

    @Test
    @Tag("R3.2")
    void aPageThatHasFetchedNoneStartsNothing() {
        ann.add("a");

        assertThat(ann.leads().fetched(ACME, ANN, List.of()).started()).isZero();
        yard.run();

        assertThat(yard.carrier.orders()).isEmpty();
    }

    @Test
    @Tag("R3.3")
    void twoTabsAndFiftyReloadsDialALeadOnce() {
        List<Lead> leads = ann.add("a", "b", "c");
        long started = 0;
        for (int reload = 0; reload < 50; reload++) {
            started += ann.leads().fetched(ACME, ANN).started();
            started += ann.leads().fetched(ACME, ANN, Page.ids("c", "b", "a")).started();
            if (reload % 5 == 0) {
                yard.run();
            }
            if (reload % 10 == 9) {
                yard.store.liveCalls(ACME).stream().limit(1).forEach(yard::end);
            }
        }
        Page.endAll(yard);

        assertThat(started).isEqualTo(3);
        assertThat(Page.dialled(yard)).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(leads)
                .allSatisfy(lead -> assertThat(ann.call(lead).attempts()).isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "NO_ANSWER", "BUSY", "MACHINE", "REJECTED", "FAILED"})
    @Tag("R3.3")
    void aLeadIsNotDialledAgainHoweverItsCallEnds(Outcome outcome) {
        Lead lead = ann.add("a").get(0);
        ann.fetched();
        yard.end(ann.call(lead), outcome);

        LeadRun again = ann.fetched("a");
        yard.advance(Duration.ofHours(1));

        assertThat(ann.call(lead).outcome()).isEqualTo(outcome);
        assertThat(again.called())
                .containsExactly(new Called(lead.id(), ann.call(lead).id()));
        assertThat(ann.fetched().started()).isZero();
        assertThat(Page.dialled(yard)).containsExactly("a");
    }

    @Test
    @Tag("R3.3")
    void aLeadIsNotDialledAgainWhoseCallWasTakenBack() {
        List<Lead> leads = ann.add("a", "b", "c");
        ann.fetched();
        yard.calls.cancel(ACME, ann.call(leads.get(2)).id());
        Page.endAll(yard);

        assertThat(ann.fetched("c").called()).hasSize(1);
        assertThat(Page.dialled(yard)).containsExactly("a", "b");
    }

    @Test
    @Tag("R3.3")
    void aLeadIsNotDialledAgainThatAPolicyStoppedAtTheLastMoment() {
        Lead lead = ann.add("a").get(0);
        policy.answerNext(Verdict.ALLOW, new Verdict.Refuse("do-not-call", "on the list by now"));
        ann.fetched();
        assertThat(ann.call(lead).outcome()).isEqualTo(Outcome.SUPPRESSED);

        assertThat(ann.fetched().started()).isZero();
        assertThat(yard.carrier.orders()).isEmpty();
    }

    @Test
    @Tag("R1.11")
    void aLeadThatAPolicyRefusesStaysPendingUntilItIsAllowed() {
        List<Lead> leads = ann.add("a", "b");
        policy.answerNext(new Verdict.Refuse("credits", "none left"));

        LeadRun run = ann.fetched();

        assertThat(run.started()).isEqualTo(1);
        assertThat(run.refused()).containsExactly(new Refusal(leads.get(0).id(), "credits", "none left"));
        assertThat(Page.dialled(yard)).containsExactly("b");
        assertThat(ann.fresh(leads.get(0)).state()).isEqualTo(LeadState.PENDING);

        assertThat(ann.fetched().started()).isEqualTo(1);
        assertThat(Page.dialled(yard)).containsExactly("b", "a");
    }

    @Test
    @Tag("R1.11")
    void aLeadThatIsHeldBackIsDialledWhenItsTimeComes() {
        ann.add("a");
        policy.answerNext(new Verdict.Hold(yard.now().plusSeconds(60), "closed until 9"));

        LeadRun run = ann.fetched();

        assertThat(run.started()).isEqualTo(1);
        yard.advanceSeconds(59);
        assertThat(ann.fetched().started()).isZero();
        assertThat(yard.carrier.orders()).isEmpty();
        yard.advanceSeconds(1);
        assertThat(Page.dialled(yard)).containsExactly("a");
    }

    @Test
    @Tag("R3.4")
    void whatIsFetchedMeanwhileJoinsTheOneRun() {
        ann.add("a", "b", "c");
        assertThat(ann.fetched().run().isRunOpen()).isTrue();
        yard.end(yard.store.liveCalls(ACME).get(0));
        ann.add("d");

        LeadRun joined = ann.fetched();

        assertThat(joined.started()).isEqualTo(1);
        assertThat(joined.run()).isEqualTo(new LeadCounts(0, 1, 2, 1));
        assertThat(yard.live(ACME)).as("within the tenant's limit").isEqualTo(2);
        Page.endAll(yard);
        assertThat(Page.dialled(yard)).containsExactly("a", "b", "c", "d");
        assertThat(ann.leads().counts(ACME, ANN)).isEqualTo(new LeadCounts(0, 0, 0, 4));
        assertThat(ann.leads().counts(ACME, ANN).isRunOpen()).isFalse();
    }

    @Test
    @Tag("R3.4")
    void twoFetchesAtTheSameMomentAreOneRun() {
        ann.add("a", "b");
        List<LeadRun> other = new ArrayList<>();
        policy.answerBy(question -> {
            // Amid the first fetch, before it has dialled anybody, another tab comes and goes.
            if (other.isEmpty()) {
                policy.answerBy(any -> Verdict.ALLOW);
                other.add(ann.leads().fetched(ACME, ANN));
            }
            return Verdict.ALLOW;
        });

        LeadRun run = ann.fetched();

        assertThat(other.get(0).started()).isEqualTo(2);
        assertThat(run.started()).isZero();
        assertThat(run.called()).as("nobody has asked for them by name").isEmpty();
        assertThat(run.run().dialed()).isEqualTo(2);
        assertThat(Page.dialled(yard)).containsExactly("a", "b");
    }

    @Test
    @Tag("R3.4")
    void usersOfOneTenantStandInOneLineAndDirectCallsGoFirst() {
        ann.add("a1", "a2", "a3");
        bob.add("b1");
        ann.fetched();
        bob.fetched();
        yard.placed(yard.direct());

        Page.endAll(yard);

        assertThat(yard.carrier.orders()).hasSize(5);
        assertThat(yard.carrier.orders().get(2).subject().contact())
                .as("the direct call")
                .isNull();
        assertThat(yard.carrier.orders().subList(3, 5))
                .extracting(order -> order.subject().contact().value())
                .containsExactly("a3", "b1");
    }

    @Test
    @Tag("R3.2")
    void unknownLeadsAndThoseOfOthersAreToldAndNotDialled() {
        ann.add("a");
        bob.add("x");
        yard.engine.leads().add(GLOBEX, List.of(ann.fresh(ann.add("a").get(0)).contact()));

        LeadRun run = ann.fetched("nobody", "x", "a", "a");

        assertThat(run.unknown()).isEqualTo(Page.ids("nobody"));
        assertThat(run.ofOthers()).isEqualTo(Page.ids("x"));
        assertThat(run.started()).isEqualTo(1);
        assertThat(run.called()).as("named twice, called once").isEmpty();
        assertThat(Page.dialled(yard)).containsExactly("a");
        assertThat(yard.carrier.orders()).allMatch(order -> order.tenant().equals(ACME));
        assertThat(bob.leads().counts(ACME, BOB)).isEqualTo(new LeadCounts(1, 0, 0, 0));
        assertThat(bob.leads().counts(GLOBEX, ANN)).isEqualTo(new LeadCounts(1, 0, 0, 0));
    }
}
