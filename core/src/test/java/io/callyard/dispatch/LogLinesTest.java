package io.callyard.dispatch;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.logged.RecordedLog;
import io.callyard.logged.RecordedLog.Line;
import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Contact;
import io.callyard.model.Outcome;
import io.callyard.model.RetryPolicy;
import io.callyard.model.Verdict;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.testkit.ScriptedPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;

/** What operators find in their logs: one line for each step of a slot, and nobody's number. */
@Tag("R0.8")
class LogLinesTest {
    private static final Pattern FULL_NUMBER = Pattern.compile("\\+\\d{8,}");

    @RegisterExtension
    final Yards yards = new Yards();

    private final RecordedLog log = RecordedLog.open();
    private final ScriptedPolicy policy = new ScriptedPolicy("credits");
    private final Yard yard = yards.with().policy(policy).open();

    @AfterEach
    void stopRecording() {
        log.close();
    }

    @Test
    void reservingPlacingAndReleasingASlotAreOneLineEach() {
        yard.running(SPRING, 1, settings -> settings);
        Call call = yard.calls.live(ACME).get(0);
        yard.endLast(Outcome.BUSY);

        assertThat(slotLines()).hasSize(3);
        assertThat(slotLines())
                .extracting(Line::message)
                .containsExactly("slot reserved", "call placed", "slot released");
        assertThat(slotLines()).allSatisfy(line -> {
            assertThat(line.level()).isEqualTo(Level.INFO);
            assertThat(line.values())
                    .containsEntry("tenant", ACME)
                    .containsEntry("campaign", SPRING)
                    .containsEntry("call", call.id())
                    .containsEntry("attempt", 1)
                    .containsEntry("phone", "+1555*****01");
        });
        assertThat(log.lines("call placed").get(0).values()).containsEntry("carrierCall", call.carrierCallId());
        assertThat(log.lines("slot released").get(0).values()).containsEntry("outcome", Outcome.BUSY);
    }

    @Test
    void aDirectCallHasNoCampaignInItsLines() {
        yard.end(yard.placed(yard.direct()));

        assertThat(slotLines()).hasSize(3).allMatch(line -> line.values().get("campaign") == null);
    }

    @Test
    void aPlacingThatCameToNothingIsAReleaseWithItsReason() {
        yard.carrier.answerNext(new PlaceAnswer.NotNow(CarrierCause.of("too many"), Duration.ofSeconds(5), false));

        yard.placed(yard.direct());

        assertThat(slotLines()).extracting(Line::message).containsExactly("slot reserved", "slot released");
        assertThat(slotLines().get(1).values()).containsEntry("reason", "too many");
    }

    @Test
    void aSlotThatIsHeldInDoubtIsALineOfItsOwn() {
        yard.carrier.answerNext(new PlaceAnswer.NoClearAnswer(CarrierCause.of("server error")));

        yard.placed(yard.direct());

        assertThat(slotLines()).extracting(Line::message).containsExactly("slot reserved", "slot held in doubt");
    }

    @Test
    void aReleaseBeforeARetryTellsWhenItComes() {
        yard.running(
                SPRING,
                1,
                settings -> settings.withRetry(RetryPolicy.NONE.with(Outcome.BUSY, 2, Duration.ofMinutes(1))));

        yard.endLast(Outcome.BUSY);

        assertThat(log.lines("slot released").get(0).values())
                .containsEntry("outcome", Outcome.BUSY)
                .containsEntry("nextAttemptAt", yard.now().plusSeconds(60));
    }

    @Test
    void aCallThatNeverHadASlotReleasesNone() {
        yard.placed(2);
        Call waiting = yard.placed(yard.direct());
        int before = slotLines().size();

        yard.calls.cancel(ACME, waiting.id());

        assertThat(slotLines()).hasSize(before);
    }

    @Test
    void eachSlotThatIsReservedIsReleasedOnceWhateverHappens() {
        everythingThatCanGoWrong();
        yard.advance(Duration.ofHours(4));

        yard.assertNoSlotTaken();
        assertThat(log.lines("slot reserved")).hasSizeGreaterThan(10);
        assertThat(log.lines("slot released")).hasSameSizeAs(log.lines("slot reserved"));
    }

    @Test
    void noLineShowsAFullPhoneNumberWhateverHappens() {
        everythingThatCanGoWrong();
        yard.advance(Duration.ofHours(4));

        assertThat(log.lines()).hasSizeGreaterThan(30);
        assertThat(log.lines()).extracting(Line::level).contains(Level.INFO, Level.WARN, Level.ERROR);
        assertThat(log.lines())
                .extracting(Line::text)
                .noneMatch(text -> FULL_NUMBER.matcher(text).find());
        assertThat(log.lines()).extracting(Line::text).anyMatch(text -> text.contains("+1555*"));
    }

    private void everythingThatCanGoWrong() {
        yard.draft(SPRING, 4, settings -> settings.withDelayBetween(Duration.ZERO));
        yard.campaigns.add(
                ACME, SPRING, List.of(Contact.of("+15551234567890123")).iterator());
        policy.answerNext(
                Verdict.allow(),
                new Verdict.Refuse("credits", "none left"),
                Verdict.allow(),
                new Verdict.Hold(yard.now().plusSeconds(9), "not yet"));
        yard.placed(2);
        policy.answerBy(question -> {
            if (yard.now().getEpochSecond() % 7 == 0) {
                throw new IllegalStateException("no database");
            }
            return Verdict.allow();
        });
        yard.campaigns.start(ACME, SPRING);
        yard.carrier.answerLookUpsBy(
                question -> CompletableFuture.completedStage(new LookUpAnswer.Absent(LookUpAnswer.Proof.WEAK)));
        yard.carrier
                .answerNext(new PlaceAnswer.Refused(CarrierCause.of("no such number")))
                .answerNext(new PlaceAnswer.NotNow(CarrierCause.of("too many"), Duration.ofSeconds(2), true))
                .answerNextBy(order -> CompletableFuture.failedStage(new CarrierException("lost", false)))
                .answerNextBy(order -> {
                    throw new IllegalStateException("a bug in the driver");
                })
                .answerNextBy(order -> new CompletableFuture<>());
        yard.run();
        yard.placed(3);
        yard.advance(Duration.ofMinutes(30));
        policy.answerBy(question -> Verdict.allow());
        yard.advance(Duration.ofMinutes(30));
        Call live = yard.placed(yard.direct());
        assertThat(live.state()).isEqualTo(CallState.DIALING);
        yard.carrier.report(new CarrierReport(
                Yard.DEFAULT, live.id(), live.attempts(), new CarrierCallId("second"), new Fact.Ringing(), null));
        yard.carrier.answerHangUpsBy(id -> CompletableFuture.failedStage(new IllegalStateException("lost")));
        yard.calls.hangUp(ACME, live.id());
        yard.carrier.report(
                new CarrierReport(Yard.DEFAULT, null, 0, new CarrierCallId("nobody's"), new Fact.Ringing(), null));
    }

    private List<Line> slotLines() {
        return log.lines().stream()
                .filter(line -> line.logger().equals("io.callyard.slots"))
                .toList();
    }
}
