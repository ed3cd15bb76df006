package io.callyard.telephony.simulated;

import io.callyard.model.AgentId;
import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.CarrierCallId;
import io.callyard.model.ContactId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A carrier on a virtual scheduler with somebody who writes down what it reports. */
final class Bench {
    static final TenantId TENANT = new TenantId("acme");
    static final Duration RINGING = Duration.ofSeconds(60);
    static final Duration LONGEST_CALL = Duration.ofMinutes(10);

    /** A report as it was brought. */
    record Heard(Instant at, CarrierReport report) {
        Duration since() {
            return Duration.between(VirtualScheduler.START, at);
        }
    }

    final VirtualScheduler scheduler;
    final SimulatedCarrier carrier;
    final List<Heard> heard = new ArrayList<>();

    private final SplittableRandom ids = new SplittableRandom(1);
    private int people;

    Bench(VirtualScheduler scheduler, UnaryOperator<SimulatedCarrier.Builder> settings) {
        this.scheduler = scheduler;
        carrier = settings.apply(SimulatedCarrier.on(scheduler).seed(1).behaviour(Behaviour.STEADY))
                .build();
        carrier.start(report -> heard.add(new Heard(scheduler.instant(), report)));
    }

    /** A bench on which every call goes alike and nothing goes wrong. */
    static Bench steady() {
        return with(Behaviour.STEADY);
    }

    static Bench with(Behaviour behaviour) {
        return new Bench(VirtualScheduler.inOrder(), settings -> settings.behaviour(behaviour));
    }

    static Bench with(Faults faults) {
        return new Bench(VirtualScheduler.inOrder(), settings -> settings.faults(faults));
    }

    /** An order for a call to somebody who was not called before. */
    PlaceOrder order() {
        return order(RINGING, LONGEST_CALL);
    }

    PlaceOrder order(Duration ringing, Duration longestCall) {
        int person = ++people;
        CallSubject subject = new CallSubject(
                CallId.next(VirtualScheduler.START, ids),
                CallType.DIRECT,
                null,
                null,
                new AgentId("iris"),
                new ContactId("contact-" + person),
                "Person " + person,
                PhoneNumber.parse("+1555" + (1_000_000 + person)));
        return new PlaceOrder(TENANT, subject, CallData.NONE, 1, ringing, longestCall);
    }

    static PlaceOrder again(PlaceOrder order, int attempt) {
        return new PlaceOrder(
                order.tenant(), order.subject(), order.data(), attempt, order.ringing(), order.longestCall());
    }

    PlaceAnswer place(PlaceOrder order) {
        return result(carrier.place(order));
    }

    CarrierCallId placed(PlaceOrder order) {
        return ((PlaceAnswer.Placed) place(order)).carrierCallId();
    }

    /** Asks as somebody does who knows no more than the attempt. */
    LookUpAnswer lookUp(PlaceOrder order) {
        return result(carrier.lookUp(question(order)));
    }

    LookUp question(PlaceOrder order) {
        return new LookUp(order.subject(), order.attempt(), null, VirtualScheduler.START);
    }

    <T> T result(CompletionStage<T> stage) {
        try {
            return scheduler.await(stage, Duration.ofMinutes(5));
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets all calls come to their ends. */
    Bench finish() {
        if (!scheduler.runToEnd(Duration.ofDays(10))) {
            throw new AssertionError("it does not come to an end");
        }
        return this;
    }

    List<Fact> facts() {
        return heard.stream().map(each -> each.report().fact()).toList();
    }

    /** The names of what was reported, in order. */
    List<String> story() {
        return facts().stream().map(fact -> fact.getClass().getSimpleName()).toList();
    }

    CarrierCallRecord onlyRecord() {
        List<CarrierCallRecord> records = carrier.log().records();
        if (records.size() != 1) {
            throw new AssertionError("not one record but " + records);
        }
        return records.get(0);
    }

    static Duration seconds(double value) {
        return Duration.ofMillis(Math.round(value * 1_000));
    }

    static Distribution always(double seconds) {
        return Distribution.constant(seconds(seconds));
    }
}
