package io.callyard.telephony.telnyx;

import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.machine.Step;
import io.callyard.model.AgentId;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallTimeouts;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.testkit.VirtualScheduler;
import java.util.HashSet;
import java.util.Set;

/** One call, kept as an engine keeps it: the machine of the SPI decides what a report does, and a key counts once. */
final class KeptCall implements CarrierReporter, InboundReporter {
    private static final Step STEP = new Step(VirtualScheduler.START, 1);
    private final CarrierReports machine = new CarrierReports(CallTimeouts.DEFAULT);
    private final Set<String> keys = new HashSet<>();
    private Call call;

    KeptCall() {
        CallMachine calls = new CallMachine(CallTimeouts.DEFAULT);
        CallRequest request = CallRequest.direct(Bench.ACME, Bench.PERSON).build();
        Call waiting = calls.admit(NewCall.of(Bench.CALL, request), STEP).state();
        call = calls.reserve(new NodeId("node"), Bench.LINE.account())
                .apply(waiting, STEP)
                .state();
    }

    Call call() {
        return call;
    }

    @Override
    public void report(CarrierReport report) {
        if (!Bench.CALL.equals(report.call())) {
            throw new IllegalArgumentException("another call");
        }
        String key = report.deduplicationKey();
        if (key == null || keys.add(key)) {
            call = change(report).apply(call, STEP).state();
        }
    }

    private CallChange change(CarrierReport report) {
        int attempt = report.attempt();
        if (report.fact() instanceof Fact.Started) {
            return machine.started(attempt, report.carrierCallId());
        } else if (report.fact() instanceof Fact.Ringing) {
            return machine.ringing(attempt, report.carrierCallId());
        } else if (report.fact() instanceof Fact.Answered) {
            return machine.answered(attempt, report.carrierCallId());
        } else if (report.fact() instanceof Fact.Turn turn) {
            return machine.turn(attempt, report.carrierCallId(), turn.turn());
        }
        Fact.Ended ended = (Fact.Ended) report.fact();
        return machine.ended(attempt, report.carrierCallId(), ended.outcome(), ended.cause(), RetryPolicy.NONE);
    }

    @Override
    public void arrived(TenantId tenant, Arrival arrival) {
        throw new AssertionError("not a caller");
    }

    @Override
    public void pressed(CallerLine line, char digit) {}

    @Override
    public void lineEnded(CallerLine line) {
        throw new AssertionError("not a caller's line");
    }

    @Override
    public boolean agentAccepted(OfferId offer, AgentId agent) {
        throw new AssertionError("not an agent");
    }

    @Override
    public void agentDeclined(OfferId offer, AgentId agent, String why) {
        throw new AssertionError("not an agent");
    }

    @Override
    public void connected(OfferId offer) {
        throw new AssertionError("not an offer");
    }

    @Override
    public void notConnected(OfferId offer, String why) {
        throw new AssertionError("not an offer");
    }

    @Override
    public void agentLineEnded(OfferId offer, AgentId agent) {
        throw new AssertionError("not an agent");
    }
}
