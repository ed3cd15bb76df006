package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallQueued;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CampaignId;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Intake;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Asking twice for the same. */
abstract class IdempotentIntakeContract extends StoreFixture {
    IdempotentIntakeContract(OutboundStoreContract opener) {
        super(opener);
    }

    @Test
    void findsTheFirstCallByItsKeyAndChangesNothing() {
        Call first = place(direct().key("order-1"));
        long before = store.lastSeq(tenant);

        Intake second = takeIn(store, direct().key("order-1").build());

        assertThat(second.isNew()).isFalse();
        assertThat(second.call()).isEqualTo(first);
        assertThat(store.lastSeq(tenant)).isEqualTo(before);
    }

    @Test
    void answersWithTheCallAsItStandsNow() {
        place(direct().key("order-1"));
        Call claimed = claim();

        Intake again = takeIn(store, direct().key("order-1").build());

        assertThat(again.call()).isEqualTo(claimed);
    }

    @Test
    @Tag("R3.3")
    void findsALeadByItsKeyLongAfterItsEnd() {
        place(lead("lead:1", null));
        end(start(claim()));
        clock.advance(Duration.ofDays(400));

        Intake again = takeIn(store, lead("lead:1", null));

        assertThat(again.isNew()).isFalse();
        assertThat(again.call().state()).isEqualTo(CallState.ENDED);
        assertThat(claim(1)).isEmpty();
    }

    @Test
    void takesTheSameKeyAnewInAnotherLane() {
        CampaignId one = running(noDelay(1));
        CampaignId other = running(noDelay(1));

        List<Intake> intakes = List.of(
                takeIn(store, direct().key("k").build()),
                takeIn(store, from(one).key("k").build()),
                takeIn(store, from(other).key("k").build()),
                takeIn(store, lead("k", null)));

        assertThat(intakes).allMatch(Intake::isNew);
        assertThat(intakes).extracting(intake -> intake.call().id()).doesNotHaveDuplicates();
    }

    @Test
    void takesTheSameKeyAnewForAnotherTenant() {
        TenantId other = newTenant(5);
        Call first = place(direct().key("k"));

        Intake second =
                takeIn(store, CallRequest.direct(other, number()).key("k").build());

        assertThat(second.isNew()).isTrue();
        assertThat(second.call().id()).isNotEqualTo(first.id());
        assertThat(second.call().tenant()).isEqualTo(other);
    }

    @Test
    void takesKeysThatDifferInCaseOrSpacesForDifferent() {
        List<Intake> intakes = List.of(
                takeIn(store, direct().key("k").build()),
                takeIn(store, direct().key("K").build()),
                takeIn(store, direct().key("k ").build()));

        assertThat(intakes).allMatch(Intake::isNew);
    }

    @Test
    void takesRequestsWithoutAKeyForDifferent() {
        CallRequest request = direct().build();

        assertThat(takeIn(store, request).isNew()).isTrue();
        assertThat(takeIn(store, request).isNew()).isTrue();
    }

    @Test
    void takesOneOfTwoWithTheSameKeyInABatch() {
        List<NewCall> batch = List.of(
                newCall(direct().key("a").build()),
                newCall(direct().key("b").build()),
                newCall(direct().key("a").build()));
        long before = store.lastSeq(tenant);

        List<Intake> answers = store.place(tenant, batch, MACHINE);

        assertThat(answers).extracting(Intake::isNew).containsExactly(true, true, false);
        assertThat(answers.get(2).call()).isEqualTo(answers.get(0).call());
        assertThat(store.find(tenant, batch.get(2).id())).isEmpty();
        assertThat(eventsAfter(before)).hasSize(2);
    }

    @Test
    void takesWhatIsNewInABatchOfWhichSomeIsKnown() {
        Call known = place(direct().key("a"));
        List<NewCall> batch = List.of(
                newCall(direct().key("a").build()), newCall(direct().key("b").build()));

        List<Intake> answers = store.place(tenant, batch, MACHINE);

        assertThat(answers).extracting(Intake::isNew).containsExactly(false, true);
        assertThat(answers.get(0).call()).isEqualTo(known);
    }

    @Test
    @Tag("R3.3")
    void takesOneOfSixteenEqualRequestsAtOnce() {
        for (int round = 0; round < 10; round++) {
            String key = "round-" + round;
            List<NewCall> requests = Stream.generate(
                            () -> newCall(direct().key(key).build()))
                    .limit(Crowd.SIZE)
                    .toList();
            long before = store.lastSeq(tenant);

            List<Intake> answers = Crowd.run(thread -> () -> user(thread)
                    .place(tenant, List.of(requests.get(thread)), MACHINE)
                    .get(0));

            assertThat(answers).filteredOn(Intake::isNew).as("new calls").hasSize(1);
            assertThat(answers)
                    .extracting(answer -> answer.call().id())
                    .as("calls found")
                    .containsOnly(answers.get(0).call().id());
            assertThat(eventsAfter(before)).hasSize(1).allMatch(CallQueued.class::isInstance);
        }
    }

    @Test
    @Tag("R3.3")
    void takesEachContactOnceWhenOneListComesSixteenTimesAtOnce() {
        CampaignId campaign = running(noDelay(1));
        List<List<NewCall>> lists =
                Stream.generate(() -> contacts(campaign, 30)).limit(Crowd.SIZE).toList();

        List<List<Intake>> answers = Crowd.run(thread -> () -> user(thread).place(tenant, lists.get(thread), MACHINE));

        assertThat(answers.stream().flatMap(List::stream).filter(Intake::isNew)).hasSize(30);
        assertThat(campaign(campaign).progress().waiting()).isEqualTo(30);
    }

    private List<NewCall> contacts(CampaignId campaign, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> newCall(from(campaign).key("contact-" + i).build()))
                .toList();
    }
}
