package io.callyard.machine;

import static io.callyard.machine.Given.ACCOUNT;
import static io.callyard.machine.Given.CAUSE;
import static io.callyard.machine.Given.MACHINE;
import static io.callyard.machine.Given.NODE;
import static io.callyard.machine.Given.NOW;
import static io.callyard.machine.Given.REPORTS;
import static io.callyard.machine.Given.TENANT;
import static io.callyard.machine.Given.held;
import static io.callyard.machine.Given.newCall;
import static io.callyard.machine.Given.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.audit.EventAudit;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.Event;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CarrierCallId;
import io.callyard.model.ConversationTurn;
import io.callyard.model.NewCall;
import io.callyard.model.Outcome;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantLimits;
import io.callyard.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds however decisions, reports and time are mixed. The seed of a failure is in its message. */
@Tag("R0.2")
@Tag("R1.9")
@Tag("R1.10")
class CallMachinePropertyTest {
    private static final int SEEDS = 3_000;
    private static final int STEPS = 60;
    private static final RetryPolicy RETRY =
            RetryPolicy.NONE.with(Outcome.NO_ANSWER, 3, Duration.ofSeconds(20)).with(Outcome.FAILED, 2, Duration.ZERO);

    @Test
    void keepsItsPromisesUnderAnyMix() {
        int[] endings = new int[Outcome.values().length];
        for (int seed = 0; seed < SEEDS; seed++) {
            Outcome outcome = new Run(seed).run();
            if (outcome != null) {
                endings[outcome.ordinal()]++;
            }
        }

        for (Outcome outcome :
                List.of(Outcome.COMPLETED, Outcome.NO_ANSWER, Outcome.FAILED, Outcome.CANCELED, Outcome.EXPIRED)) {
            assertThat(endings[outcome.ordinal()])
                    .as("runs that ended with %s", outcome)
                    .isGreaterThan(10);
        }
    }

    /** The life of one call. */
    private static final class Run {
        private final int seed;
        private final SplittableRandom random;
        private final EventAudit audit = EventAudit.of(TENANT);
        private final List<String> history = new ArrayList<>();
        private Instant now = NOW;
        private long seq;
        private long nextPosition = 1;
        private boolean attemptOpen;
        private int terminalEvents;

        Run(int seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
        }

        @Nullable
        Outcome run() {
            log(new LimitsChanged(TenantLimits.DEFAULT));
            Call call = keep(MACHINE.admit(newCallAtRandom(), step()));
            for (int i = 0; i < STEPS; i++) {
                now = now.plusMillis(random.nextInt(5) == 0 ? random.nextInt(40_000) : random.nextInt(500));
                Transition<Call> transition = changeAtRandom(call).apply(call, step());
                check(call, transition.state());
                call = keep(transition);
            }
            return call.outcome();
        }

        private void check(Call before, Call after) {
            assertThat(after.attempts()).as(this::story).isBetween(before.attempts(), before.attempts() + 1);
            assertThat(after.dialled()).as(this::story).isBetween(before.dialled(), after.attempts());
            assertThat(after.subject()).as(this::story).isEqualTo(before.subject());
            if (before.state() == CallState.ENDED) {
                assertThat(after.state()).as(this::story).isEqualTo(CallState.ENDED);
                assertThat(after.ending()).as(this::story).isEqualTo(before.ending());
            }
            boolean putOff = after.state() == CallState.SCHEDULED
                    || after.state() == CallState.QUEUED && after.notBefore() != null;
            assertThat(after.notBefore() != null).as(this::story).isEqualTo(putOff);
            boolean needsCare = putOff || after.state().holdsSlot();
            assertThat(after.attentionAt() != null || !needsCare)
                    .as(this::story)
                    .isTrue();
        }

        private Call keep(Transition<Call> transition) {
            Call call = transition.state();
            transition.events().forEach(this::log);
            nextPosition = Math.max(nextPosition, call.position() + 1);
            assertThat(call.state().holdsSlot()).as(this::story).isEqualTo(attemptOpen);
            assertThat(terminalEvents).as(this::story).isEqualTo(call.state() == CallState.ENDED ? 1 : 0);
            assertThat(audit.violations()).as(this::story).isEmpty();
            assertThat(audit.compare(call)).as(this::story).isEmpty();
            return call;
        }

        private void log(Event event) {
            history.add(event.toString());
            audit.accept(new LoggedEvent(TENANT, ++seq, now, event));
            attemptOpen |= event instanceof CallReserved;
            attemptOpen &=
                    !(event instanceof CallReturned || event instanceof CallScheduled || event instanceof CallEnded);
            terminalEvents += event instanceof CallEnded ? 1 : 0;
        }

        private NewCall newCallAtRandom() {
            CallRequest.Builder request = request();
            if (random.nextInt(4) == 0) {
                request.expiresAt(now.plusSeconds(35 + random.nextInt(100)));
            }
            return switch (random.nextInt(3)) {
                case 0 -> newCall(request.scheduledFor(now.plusSeconds(random.nextInt(30))));
                case 1 -> held(request, now.plusSeconds(random.nextInt(60)));
                default -> newCall(request);
            };
        }

        private CallChange changeAtRandom(Call call) {
            // Mostly the newest attempt, sometimes a stale or an impossible one.
            int attempt = random.nextInt(8) == 0 ? random.nextInt(4) : call.attempts();
            CarrierCallId id = random.nextInt(4) == 0
                    ? null
                    : new CarrierCallId("CA" + attempt + (random.nextInt(10) == 0 ? "b" : ""));
            return switch (random.nextInt(20)) {
                case 0, 1, 2, 3 -> MACHINE.reserve(NODE, ACCOUNT);
                case 4, 5, 6 -> MACHINE::timePassed;
                case 7 -> MACHINE.giveBack(attempt, "busy", Duration.ofSeconds(random.nextInt(5)));
                case 8 -> MACHINE.inDoubt(attempt, "time-out");
                case 9 -> MACHINE.refuse(attempt, Outcome.FAILED, CAUSE, RETRY);
                case 10 ->
                    random.nextInt(3) > 0
                            ? CallMachine.lookAgainIn(attempt, Duration.ofSeconds(5))
                            : MACHINE.reclaim(attempt, Outcome.NOT_PLACED, "silence");
                case 11 -> random.nextInt(4) > 0 ? MACHINE::timePassed : MACHINE.cancel("no longer wanted");
                case 12 ->
                    random.nextInt(2) > 0
                            ? CallMachine.note(List.of(new PolicyVerdict("credits", Verdict.allow(), now)))
                            : MACHINE::requestHangUp;
                case 13, 14 -> REPORTS.started(attempt, id);
                case 15 -> REPORTS.ringing(attempt, id);
                case 16 -> REPORTS.answered(attempt, id);
                case 17 ->
                    REPORTS.turn(attempt, id, new ConversationTurn(ConversationTurn.Speaker.AGENT, "hello", now));
                case 18 -> REPORTS.ended(attempt, id, Outcome.COMPLETED, CAUSE, RETRY);
                default -> REPORTS.ended(attempt, id, Outcome.NO_ANSWER, CAUSE, RETRY);
            };
        }

        private Step step() {
            return new Step(now, nextPosition);
        }

        private String story() {
            return "seed " + seed + ":\n" + String.join("\n", history);
        }
    }
}
