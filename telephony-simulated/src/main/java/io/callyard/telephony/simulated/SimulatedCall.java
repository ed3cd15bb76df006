package io.callyard.telephony.simulated;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.scheduling.Scheduler.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One request to place a call and, once it has been made, the call. One thread at a time. */
final class SimulatedCall {
    private final PlaceOrder order;
    private final Instant requestedAt;
    private final SplittableRandom random;
    private final SplittableRandom fate;
    private final Set<FaultKind> ordered;
    private final CarrierCallId id;
    private final ReportLine reports = new ReportLine();
    private @Nullable FaultKind fault;
    private boolean silent;

    private List<CallPlan.Step> ahead = List.of();
    private @Nullable Outcome planned;
    private @Nullable Timer timer;
    private @Nullable Fact standing;
    private int turns;
    private @Nullable Instant liveFrom;
    private @Nullable Instant answeredAt;
    private @Nullable Instant liveTo;

    /**
     * A request that has just left.
     *
     * @param ordered the faults that happen at every opportunity that this call gives
     */
    SimulatedCall(PlaceOrder order, Instant requestedAt, SplittableRandom random, Set<FaultKind> ordered) {
        this.order = order;
        this.requestedAt = requestedAt;
        this.random = random;
        this.ordered = ordered;
        fate = random.split();
        id = new CarrierCallId("sim-" + hex(random.nextLong()) + hex(random.nextLong()));
    }

    PlaceOrder order() {
        return order;
    }

    CarrierCallId id() {
        return id;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    /** What goes wrong with the call is drawn from this. */
    SplittableRandom random() {
        return random;
    }

    /** How the call goes is drawn from this, so that it goes the same way whatever is wrong. */
    SplittableRandom fate() {
        return fate;
    }

    ReportLine reports() {
        return reports;
    }

    /** Decides by chance which fault of placing the request suffers. */
    @Nullable
    FaultKind drawPlacingFault(Faults faults, boolean outage) {
        double point = random.nextDouble();
        fault = ordered.stream()
                .filter(FaultKind::isOfPlacing)
                .findFirst()
                .orElseGet(() -> outage ? FaultKind.UNREACHABLE : faults.placingAt(point));
        return fault;
    }

    /** Decides by chance whether a fault happens to this call, this time. */
    boolean suffers(FaultKind kind, Faults faults) {
        return suffers(kind, faults, random.nextDouble());
    }

    boolean suffers(FaultKind kind, Faults faults, double point) {
        return ordered.contains(kind) || point < faults.rate(kind);
    }

    /** The request has arrived: the call begins. */
    void begin(Instant now, CallPlan plan, boolean unheard) {
        ahead = plan.steps();
        planned = plan.outcome();
        silent = unheard;
        liveFrom = now;
        standing = new Fact.Started();
    }

    boolean isMade() {
        return liveFrom != null;
    }

    boolean isAnswered() {
        return answeredAt != null;
    }

    boolean isOver() {
        return liveTo != null;
    }

    /** Returns how the call ends if it is hung up now. */
    Outcome outcomeOfHangUp() {
        if (answeredAt == null) {
            return Outcome.CANCELED;
        }
        return planned == Outcome.MACHINE ? Outcome.MACHINE : Outcome.COMPLETED;
    }

    boolean isSilent() {
        return silent;
    }

    /** Returns whether the call was made less than {@code lag} ago. */
    boolean isNewerThan(Duration lag, Instant now) {
        return liveFrom != null && liveFrom.plus(lag).isAfter(now);
    }

    /** What a look-up finds; absent before the call was made. */
    @Nullable
    Fact standing() {
        return standing;
    }

    /** What happens next if nobody hangs up; absent if the call is over. */
    CallPlan.@Nullable Step next() {
        return isOver() || ahead.isEmpty() ? null : ahead.get(0);
    }

    void wakeBy(Timer next) {
        timer = next;
    }

    /** Something has happened. */
    void take(Fact fact, Instant now) {
        ahead = ahead.subList(Math.min(1, ahead.size()), ahead.size());
        if (fact instanceof Fact.Turn) {
            turns++;
            return;
        }
        standing = fact;
        if (fact instanceof Fact.Answered) {
            answeredAt = now;
        }
        if (fact instanceof Fact.Ended) {
            liveTo = now;
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    /** Returns the report of what has just happened. */
    CarrierReport report(CarrierAccountId account, Fact fact) {
        return new CarrierReport(account, order.subject().id(), order.attempt(), id, fact, id + "/" + name(fact));
    }

    CarrierCallRecord toRecord() {
        @Nullable Outcome outcome = standing instanceof Fact.Ended ended ? ended.outcome() : null;
        return new CarrierCallRecord(
                order.tenant(),
                order.subject(),
                order.attempt(),
                requestedAt,
                fault,
                isMade() ? id : null,
                liveFrom,
                answeredAt,
                liveTo,
                outcome);
    }

    private static String hex(long value) {
        return HexFormat.of().toHexDigits(value);
    }

    private String name(Fact fact) {
        if (fact instanceof Fact.Turn) {
            return "turn-" + turns;
        }
        if (fact instanceof Fact.Answered) {
            return "answered";
        }
        if (fact instanceof Fact.Ringing) {
            return "ringing";
        }
        return fact instanceof Fact.Started ? "started" : "ended";
    }
}
