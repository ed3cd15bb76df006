package io.callyard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.audit.PlainStore.Mistake;
import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ContactId;
import io.callyard.model.ConversationTurn;
import io.callyard.model.Limits;
import io.callyard.model.NewCall;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantLimits;
import io.callyard.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that makes no mistake raises no alarm; each mistake raises the alarm that names it. */
class AuditAgainstStoreTest {
    private static final int STEPS = 250;

    @Test
    @Tag("R1.1")
    @Tag("R1.4")
    void raisesNoFalseAlarm() {
        for (int seed = 0; seed < 150; seed++) {
            Run run = new Run(seed, Mistake.NONE);
            run.run();

            assertThat(run.found()).as("seed %s", seed).isEmpty();
        }
    }

    @Test
    void raisesNoFalseAlarmOverTheRestOfALog() {
        for (int seed = 0; seed < 50; seed++) {
            Run run = new Run(seed, Mistake.NONE);
            run.run();
            for (int cut = 1; cut < run.log.size(); cut += 37) {
                EventAudit rest = EventAudit.ofTrimmed(PlainStore.TENANT);
                run.log.subList(cut, run.log.size()).forEach(rest::accept);
                assertThat(rest.violations())
                        .as("seed %s from %s on", seed, cut + 1)
                        .isEmpty();
                for (Call call : run.store.calls.values()) {
                    assertThat(rest.compare(call))
                            .as("seed %s from %s on", seed, cut + 1)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void raisesNoFalseAlarmWhileItForgets() {
        for (int seed = 0; seed < 50; seed++) {
            Run run = new Run(seed, Mistake.NONE);
            run.run();
            EventAudit audit = EventAudit.of(PlainStore.TENANT);
            run.log.forEach(event -> {
                audit.accept(event);
                if (event.seq() % 50 == 0) {
                    audit.forgetEnded();
                }
            });

            assertThat(audit.violations()).as("seed %s", seed).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Mistake.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void findsEachMistake(Mistake mistake) {
        int found = 0;
        for (int seed = 0; seed < 20; seed++) {
            Run run = new Run(seed, mistake);
            run.run();
            List<Violation> violations = run.found();
            found += violations.isEmpty() ? 0 : 1;
            if (!violations.isEmpty() && mistake.breaks != Invariant.TABLES) {
                assertThat(violations.get(0).invariant()).as("seed %s", seed).isEqualTo(mistake.breaks);
            }
        }

        assertThat(found).as("runs of 20 in which it was found").isGreaterThanOrEqualTo(5);
    }

    /** Some hours of a tenant, at random. */
    private static final class Run {
        private static final List<CallType> TYPES =
                List.of(CallType.DIRECT, CallType.CAMPAIGN, CallType.CAMPAIGN, CallType.CAMPAIGN, CallType.LEAD);
        private static final CarrierAccountId MAIN = TenantLimits.DEFAULT_ACCOUNT;
        private static final CarrierAccountId OTHER = new CarrierAccountId("other");
        private static final CarrierReports REPORTS = new CarrierReports(CallTimeouts.DEFAULT);
        private static final CarrierCause CAUSE = CarrierCause.of("?");
        private static final RetryPolicy RETRY =
                RetryPolicy.NONE.with(Outcome.BUSY, 3, Duration.ofSeconds(20)).with(Outcome.FAILED, 2, Duration.ZERO);

        final List<io.callyard.event.LoggedEvent> log = new ArrayList<>();
        final PlainStore store;
        private final EventAudit audit = EventAudit.of(PlainStore.TENANT);
        private final SplittableRandom random;
        private final List<Violation> differences = new ArrayList<>();
        private int made;

        Run(int seed, Mistake mistake) {
            random = new SplittableRandom(seed);
            store = new PlainStore(mistake, event -> {
                log.add(event);
                audit.accept(event);
            });
        }

        List<Violation> found() {
            List<Violation> all = new ArrayList<>(audit.violations());
            all.addAll(differences);
            return all;
        }

        void run() {
            store.setLimits(new TenantLimits(5, 2, MAIN));
            store.setAccount(MAIN, new AccountLimits(Limits.UNLIMITED, 5));
            for (int i = 0; i < 2; i++) {
                store.create(new CampaignId("c" + i), settings());
                store.change(new CampaignId("c" + i), CampaignMachine::start);
            }
            for (int i = 0; i < STEPS; i++) {
                store.now = store.now.plusMillis(random.nextInt(6) == 0 ? random.nextInt(20_000) : random.nextInt(600));
                step();
                compare();
            }
        }

        private void compare() {
            for (Call call : store.calls.values()) {
                audit.compare(call).ifPresent(differences::add);
            }
            for (CampaignId id : store.campaignIds()) {
                audit.compare(store.campaign(id)).ifPresent(differences::add);
            }
        }

        private void step() {
            switch (random.nextInt(11)) {
                case 0, 1, 2 -> store.place(newCall());
                case 3, 4, 5 -> store.claim(1 + random.nextInt(3));
                case 6 -> rarely();
                default -> changeOne();
            }
        }

        private void rarely() {
            CampaignId id = new CampaignId("c" + random.nextInt(2));
            switch (random.nextInt(9)) {
                case 0 -> store.setLimits(new TenantLimits(random.nextInt(7), 0, MAIN));
                case 1 -> store.setLimits(new TenantLimits(5, 3, random.nextBoolean() ? MAIN : OTHER));
                case 2 -> store.setAccount(OTHER, new AccountLimits(random.nextInt(3), 1));
                case 3 -> store.setAccount(MAIN, AccountLimits.NONE);
                case 4 -> store.change(id, CampaignMachine.changeSettings(settings()));
                case 5, 6 -> store.change(id, CampaignMachine::pause);
                default -> store.change(id, CampaignMachine::resume);
            }
        }

        private CampaignSettings settings() {
            return CampaignSettings.named("c")
                    .withMaxLive(1 + random.nextInt(2))
                    .withDelayBetween(Duration.ofMillis(random.nextInt(4) * 10_000L))
                    .withAccount(random.nextInt(3) == 0 ? OTHER : null);
        }

        private NewCall newCall() {
            int number = made++;
            CallType type = TYPES.get(random.nextInt(TYPES.size()));
            Instant scheduledFor = random.nextInt(5) == 0 ? store.now.plusSeconds(random.nextInt(20)) : null;
            Instant expiresAt = random.nextInt(5) == 0 ? store.now.plusSeconds(20 + random.nextInt(40)) : null;
            CallRequest request = new CallRequest(
                    PlainStore.TENANT,
                    type,
                    PhoneNumber.parse("+1555" + (1_000_000 + number)),
                    type == CallType.CAMPAIGN ? new CampaignId("c" + random.nextInt(2)) : null,
                    null,
                    null,
                    type == CallType.LEAD ? new ContactId("lead-" + number) : null,
                    null,
                    CallData.NONE,
                    random.nextInt(3) == 0 ? random.nextInt(3) : null,
                    scheduledFor,
                    expiresAt,
                    null);
            Verdict verdict = random.nextInt(6) == 0
                    ? new Verdict.Hold(store.now.plusSeconds(random.nextInt(10)), "not yet")
                    : Verdict.allow();
            return new NewCall(
                    new CallId(new UUID(1, number)), request, List.of(new PolicyVerdict("hours", verdict, store.now)));
        }

        private void changeOne() {
            List<Call> calls = new ArrayList<>(store.calls.values());
            calls.removeIf(call -> !call.state().holdsSlot() && random.nextInt(10) > 0);
            if (!calls.isEmpty()) {
                Call call = calls.get(random.nextInt(calls.size()));
                store.change(call.id(), changeAtRandom(call));
            }
        }

        private CallChange changeAtRandom(Call call) {
            int attempt = random.nextInt(10) == 0 ? random.nextInt(3) : call.attempts();
            CarrierCallId id = new CarrierCallId("CA" + (random.nextInt(20) == 0 ? "b" : ""));
            CallMachine machine = PlainStore.MACHINE;
            return switch (random.nextInt(14)) {
                case 0, 1 -> machine.giveBack(attempt, "busy", Duration.ofSeconds(random.nextInt(3)));
                case 2 -> machine.inDoubt(attempt, "time-out");
                case 3 -> machine.refuse(attempt, Outcome.FAILED, CAUSE, RETRY);
                case 4 -> machine.refuse(attempt, Outcome.SUPPRESSED, CAUSE, RetryPolicy.NONE);
                case 5 ->
                    call.state() == CallState.UNKNOWN
                            ? machine.reclaim(attempt, Outcome.NOT_PLACED, "silence")
                            : machine::requestHangUp;
                case 6 -> machine.cancel("no longer wanted");
                case 7, 8 -> REPORTS.started(attempt, id);
                case 9 -> REPORTS.ringing(attempt, id);
                case 10 -> REPORTS.answered(attempt, id);
                case 11 ->
                    REPORTS.turn(attempt, id, new ConversationTurn(ConversationTurn.Speaker.AGENT, "hello", store.now));
                case 12 -> REPORTS.ended(attempt, id, Outcome.BUSY, CAUSE, RETRY);
                default -> REPORTS.ended(attempt, id, Outcome.COMPLETED, CAUSE, RETRY);
            };
        }
    }
}
