package io.callyard.machine.inbound;

import static io.callyard.machine.inbound.Given.ANN;
import static io.callyard.machine.inbound.Given.NOW;
import static io.callyard.machine.inbound.Given.NUMBER;
import static io.callyard.machine.inbound.Given.PROMISED_BY;
import static io.callyard.machine.inbound.Given.SALES;
import static io.callyard.machine.inbound.Given.SUPPORT;
import static io.callyard.machine.inbound.Given.after;
import static io.callyard.machine.inbound.Given.in;
import static io.callyard.machine.inbound.Given.promised;
import static io.callyard.machine.inbound.Given.waits;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.machine.inbound.Given.Stay;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.QueueSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When time alone does something to a caller. Standard rules: told every 30 s, callback after 10 min, over after 20. */
class AttentionTest {
    private static final QueueSettings SETTINGS = QueueSettings.named("Sales");
    private static final long CALLBACK = 600;
    private static final long LONGEST = 1_200;

    private static Instant of(Caller caller) {
        return Attention.set(caller, SETTINGS).attentionAt();
    }

    private static Caller lookedAfterAt(long second, Caller caller) {
        return CallerMachine.lookedAfter(caller, after(second)).state();
    }

    @Test
    @Tag("R4.10")
    void endsEachWaitOnTheLine() {
        assertThat(of(waits())).isEqualTo(after(LONGEST));
        assertThat(Attention.longest(waits(), SETTINGS)).isEqualTo(after(LONGEST));
    }

    @Test
    @Tag("R4.10")
    void givesWhoWasHandedOnTheSameTimeOnceMore() {
        Caller waits = waits();
        Caller moved = CallerMachine.moved(waits, waits.place().in(SUPPORT), "overflow", after(1_200))
                .state();

        assertThat(of(moved)).isEqualTo(after(2 * LONGEST));
    }

    @Test
    @Tag("R4.5")
    void tellsHimSomethingEvery30Seconds() {
        Caller waits = waits(Feature.POSITION_UPDATES);
        WaitEstimate estimate = WaitEstimate.NONE;
        Caller told = CallerMachine.informed(waits, 3, estimate, false, false, after(31))
                .state();

        assertThat(of(waits)).isEqualTo(after(30));
        assertThat(of(told)).isEqualTo(after(61));
        assertThat(of(lookedAfterAt(61, told))).as("nothing was worth telling").isEqualTo(after(91));
        assertThat(of(lookedAfterAt(400, told))).isEqualTo(after(421));
    }

    @Test
    @Tag("R4.9")
    void offersACallbackAfterTenMinutes() {
        Caller waits = waits(Feature.CALLBACKS);
        Caller offered = CallerMachine.informed(waits, 3, WaitEstimate.NONE, false, true, after(CALLBACK))
                .state();

        assertThat(of(waits)).isEqualTo(after(CALLBACK));
        assertThat(of(lookedAfterAt(700, waits))).as("it was missed: soon").isEqualTo(after(701));
        assertThat(of(offered)).isEqualTo(after(LONGEST));
    }

    @Test
    @Tag("R4.9")
    void offersNoCallbackToWhoHasNoNumber() {
        Place place = new Place(SALES, NOW, NOW);
        Caller withheld = CallerMachine.join(
                        Given.TENANT,
                        Given.CALLER,
                        Arrival.of(SALES, null),
                        Set.of(Feature.CALLBACKS),
                        place,
                        false,
                        NOW)
                .state();

        assertThat(of(withheld)).isEqualTo(after(LONGEST));
    }

    @Test
    @Tag("R4.8")
    void looksForAgentsOfTheNextTier() {
        Caller waits = waits(Feature.ENHANCED_DISCOVERY);
        QueueSettings flat = SETTINGS.with(OfferRules.STANDARD.withTierWait(Duration.ZERO));

        assertThat(of(waits)).isEqualTo(after(30));
        assertThat(of(lookedAfterAt(30, waits))).isEqualTo(after(60));
        assertThat(of(lookedAfterAt(59, waits))).isEqualTo(after(60));
        assertThat(Attention.set(waits, flat).attentionAt()).isEqualTo(after(LONGEST));
    }

    @Test
    void takesTheFirstOfAllTimes() {
        QueueSettings slowTiers = SETTINGS.with(OfferRules.STANDARD.withTierWait(Duration.ofMinutes(1)));
        Caller all = waits(Feature.POSITION_UPDATES, Feature.CALLBACKS, Feature.ENHANCED_DISCOVERY);

        assertThat(Attention.set(all, slowTiers).attentionAt()).isEqualTo(after(30));
        assertThat(Attention.set(lookedAfterAt(1_199, all), slowTiers).attentionAt())
                .isEqualTo(after(LONGEST));
    }

    @ParameterizedTest
    @EnumSource(
            value = Stay.class,
            names = {"OFFERED", "TO_BE_DIALLED", "ENDED"})
    void leavesToTheOfferWhatIsIts(Stay stay) {
        assertThat(of(in(stay))).isNull();
    }

    @Test
    void asksAfterACallThatIsDialledForLongAndATalkWhoseEndMayHaveBeenMissed() {
        Caller talks = CallerMachine.connected(in(Stay.OFFERED), ANN, after(5)).state();
        Instant longest = after(5).plus(Attention.LONGEST_TALK);

        assertThat(of(in(Stay.DIALLING))).isEqualTo(NOW.plus(Attention.DIALLING));
        assertThat(of(lookedAfterAt(999, talks))).isEqualTo(longest);
        assertThat(Attention.isTalkOver(talks, longest.minusNanos(1))).isFalse();
        assertThat(Attention.isTalkOver(talks, longest)).isTrue();
    }

    @Test
    void asksAfterATalkOnALineThatACarrierKnows() {
        CallerLine line = new CallerLine(new CarrierAccountId("main"), new CarrierCallId("line-1"));
        Caller talks =
                onLine(CallerMachine.connected(in(Stay.OFFERED), ANN, after(5)).state(), line);
        Instant longest = after(5).plus(Attention.LONGEST_TALK);
        int late = (int) Attention.LONGEST_TALK.minusSeconds(60).toSeconds();

        assertThat(of(talks)).isEqualTo(talks.updatedAt().plus(Attention.TALKING));
        assertThat(of(lookedAfterAt(999, talks))).isEqualTo(after(999).plus(Attention.TALKING));
        assertThat(of(lookedAfterAt(late, talks))).isEqualTo(longest);
    }

    private static Caller onLine(Caller caller, CallerLine line) {
        return new Caller(
                caller.tenant(),
                caller.id(),
                caller.arrival().on(line),
                caller.features(),
                caller.place(),
                caller.state(),
                caller.search(),
                caller.callback(),
                caller.agent(),
                caller.connectedAt(),
                caller.told(),
                caller.leaving(),
                caller.updatedAt(),
                caller.attentionAt());
    }

    @Test
    @Tag("R4.9")
    void alertsFiveMinutesBeforeAPromiseIsBroken() {
        Caller promised = promised();
        Caller alerted = CallerMachine.overdue(promised, after(1_500)).state();

        assertThat(of(promised)).isEqualTo(PROMISED_BY.minusSeconds(300));
        assertThat(of(alerted)).isNull();
    }

    @Test
    @Tag("R4.9")
    void looksForAnAgentWhenACallbacksTimeHasCome() {
        Caller later = CallerMachine.promise(waits(), NUMBER, after(900), after(2_700), NOW)
                .state();

        assertThat(of(later)).isEqualTo(after(900));
        assertThat(of(lookedAfterAt(900, later))).isEqualTo(after(2_400));
    }
}
