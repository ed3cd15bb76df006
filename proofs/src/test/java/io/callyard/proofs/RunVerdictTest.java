package io.callyard.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.machine.CallMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.proofs.CarrierLog.Leg;
import io.callyard.proofs.CarrierLog.Request;
import io.callyard.proofs.CarrierLog.Story;
import io.callyard.proofs.CarrierLog.Verdict;
import io.callyard.proofs.RunVerdict.Finding;
import io.callyard.proofs.RunVerdict.Promised;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Store;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is planted into a clean run is found. */
class RunVerdictTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualScheduler time = VirtualScheduler.seeded(1);
    private final SplittableRandom random = new SplittableRandom(1);
    private final Store store = new InMemoryStore(time);
    private final CallMachine machine = new CallMachine(Timing.SETTINGS.timeouts());
    private final CarrierReports reports = new CarrierReports(Timing.SETTINGS.timeouts());
    private final Map<CallId, TenantId> accepted = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Leg> legs = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Watch watch = new Watch();
    private int line;

    RunVerdictTest() {
        store.setTenantLimits(TENANT, TenantLimits.DEFAULT.withMaxLive(1));
        store.setAccountLimits(TenantLimits.DEFAULT_ACCOUNT, AccountLimits.NONE);
        watch.kept(time.instant(), true);
    }

    private Finding verdict() {
        return RunVerdict.of(
                store, new Promised(Map.of(TENANT, 1), accepted, Map.of()), new Story(requests, legs), failures, watch);
    }

    private Call claimed() {
        CallRequest request = CallRequest.direct(TENANT, PhoneNumber.parse("+1555000" + (1_000 + accepted.size())))
                .build();
        CallId id = CallId.next(time.instant(), random);
        store.place(TENANT, List.of(NewCall.of(id, request)), machine);
        accepted.put(id, TENANT);
        return store.claim(new ClaimOrder(new NodeId("node-1"), 1, Map.of(), machine))
                .get(0)
                .call();
    }

    private Request asked(Call call, Verdict verdict) {
        Request request = new Request(
                line++,
                time.instant(),
                TENANT,
                "DIRECT",
                call.id(),
                call.attempts(),
                call.subject().phoneNumber().e164(),
                verdict,
                "c" + line);
        requests.add(request);
        return request;
    }

    private void made(Call call) {
        legs.add(new Leg(asked(call, Verdict.CREATED), line++));
    }

    private void end(Call call) {
        CarrierCallId id = new CarrierCallId("at the carrier " + call.id());
        CarrierCause cause = CarrierCause.of("done");
        store.update(
                TENANT,
                call.id(),
                null,
                reports.ended(call.attempts(), id, Outcome.COMPLETED, cause, RetryPolicy.NONE));
    }

    @Test
    void findsNothingInACleanRun() {
        Call call = claimed();
        made(call);
        end(call);

        assertThat(verdict().problems()).isEmpty();
    }

    @Test
    void findsACallThatWasAcceptedAndIsGone() {
        accepted.put(CallId.next(time.instant(), random), TENANT);

        assertThat(verdict().problems()).singleElement().asString().contains("is lost");
        assertThat(verdict().text()).contains("lost 1");
    }

    @Test
    void findsACallThatNeverEnded() {
        Call call = claimed();
        made(call);

        assertThat(verdict().problems().toString())
                .contains("is lost")
                .contains("EVERY_CALL_ENDS")
                .contains("slots of acme are still taken")
                .contains("slots of the system are still taken");
    }

    @Test
    void findsANumberThatWasDialledTwice() {
        Call call = claimed();
        made(call);
        made(call);
        end(call);

        assertThat(verdict().problems()).singleElement().asString().startsWith("dialled twice");
        assertThat(verdict().text()).contains("doubles 1");
    }

    @Test
    void findsAnAttemptThatWasOrderedTwice() {
        Call call = claimed();
        made(call);
        asked(call, Verdict.AGAIN);
        end(call);

        assertThat(verdict().problems()).singleElement().asString().startsWith("ordered twice");
    }

    @Test
    void findsMoreLiveCallsAtTheCarrierThanTheLimit() {
        Call first = claimed();
        legs.add(new Leg(asked(first, Verdict.CREATED), 10));
        end(first);
        Call second = claimed();
        legs.add(new Leg(asked(second, Verdict.CREATED), 11));
        end(second);

        assertThat(verdict().problems()).singleElement().asString().startsWith("2 calls of acme were live");
    }

    @Test
    void findsACallThatIsStillLiveAtTheCarrier() {
        Call call = claimed();
        legs.add(new Leg(asked(call, Verdict.CREATED), null));
        end(call);

        assertThat(verdict().problems()).singleElement().asString().startsWith("still live at the carrier");
    }

    @Test
    void findsARequestWithoutASlot() {
        time.advance(SECOND);
        Call call = claimed();
        Request early = asked(call, Verdict.DROPPED);
        requests.set(
                0,
                new Request(
                        0,
                        early.at().minus(SECOND),
                        TENANT,
                        "DIRECT",
                        call.id(),
                        1,
                        "+15550000",
                        Verdict.DROPPED,
                        "-"));
        end(call);

        assertThat(verdict().problems()).singleElement().asString().startsWith("asked for without a slot");
    }

    @Test
    void countsTheLateRequestOfAFrozenNodeAndBlamesThatOfAnother() {
        Call call = claimed();
        Instant frozenAt = time.instant().plusMillis(1);
        time.advance(SECOND);
        end(call);
        time.advance(SECOND);
        made(call);

        assertThat(verdict().problems()).singleElement().asString().startsWith("asked for after its slot");

        failures.add(new Failure("node-1", frozenAt, time.instant()));

        assertThat(verdict().problems()).isEmpty();
        assertThat(verdict().text()).contains("1 zombie sends");
    }

    @Test
    void findsASlotThatADeadNodeHeldForTooLong() {
        Call call = claimed();
        made(call);
        failures.add(new Failure("node-1", time.instant(), null));
        time.advance(Timing.SLOT_HOLD.plusMillis(1));
        end(call);

        assertThat(verdict().problems()).singleElement().asString().contains("held its slot for");
    }

    @Test
    void doesNotMindASlotThatWasFreeAtTheLastMoment() {
        Call call = claimed();
        made(call);
        failures.add(new Failure("node-1", time.instant(), null));
        time.advance(Timing.SLOT_HOLD);
        end(call);

        assertThat(verdict().problems()).isEmpty();
        assertThat(verdict().text()).contains("1 slots held");
    }

    @Test
    void doesNotCountTheTimeInWhichNobodyWasThere() {
        Call call = claimed();
        made(call);
        failures.add(new Failure("node-1", time.instant(), null));
        watch.kept(time.instant(), false);
        watch.kept(time.instant().plusSeconds(30), true);
        time.advance(Timing.SLOT_HOLD.plusSeconds(30));
        end(call);

        assertThat(verdict().problems()).isEmpty();
        assertThat(verdict().text()).contains("longest 4.80 s");

        watch.kept(time.instant().minusSeconds(1).minus(Timing.SLOT_HOLD), true);

        assertThat(verdict().problems()).singleElement().asString().contains("held its slot for");
    }

    @Test
    void givesMoreTimeOnlyWhereAnotherNodeFailedMeanwhile() {
        Call call = claimed();
        made(call);
        Instant at = time.instant();
        failures.add(new Failure("node-1", at, null));
        failures.add(new Failure("node-2", at.plusSeconds(1), null));
        time.advance(Timing.SLOT_HOLD.plus(Timing.ANOTHER_LOOKER));
        end(call);

        assertThat(verdict().problems()).isEmpty();

        failures.set(1, new Failure("node-2", at.minusSeconds(1), null));

        assertThat(verdict().problems()).singleElement().asString().contains("held its slot for");
    }

    @Test
    void givesMoreTimeWhereTheNodeThatFailedLookedAfterTheCallItself() {
        Call call = claimed();
        made(call);
        time.advance(SECOND);
        store.update(TENANT, call.id(), null, machine.inDoubt(call.attempts(), "no clear answer"));
        time.advance(SECOND);
        Instant at = time.instant();
        failures.add(new Failure("node-1", at, null));
        time.advance(Timing.SLOT_HOLD.plus(Timing.ANOTHER_LOOKER));
        end(call);

        assertThat(verdict().problems()).isEmpty();

        time.advance(SECOND);
        failures.set(0, new Failure("node-1", at.minusMillis(1), null));

        assertThat(verdict().problems()).singleElement().asString().contains("held its slot for");
    }
}
