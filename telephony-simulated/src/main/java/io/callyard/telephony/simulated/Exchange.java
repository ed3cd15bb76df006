package io.callyard.telephony.simulated;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests, makes calls and lets them happen. One lock guards all that changes; under it nobody
 * else's code is called but the scheduler's and the distributions'.
 */
final class Exchange {
    private final Object lock = new Object();
    private final Scheduler scheduler;
    private final CarrierAccountId account;
    private final boolean idempotent;
    private final long seed;
    private final SplittableRandom random;
    private final CallMemory memory;
    private final Courier courier;
    private Behaviour behaviour;
    private Faults faults;
    private long requests;
    private final List<Special> specials = new ArrayList<>();
    private @Nullable Consumer<CarrierCallId> ended;

    /** Calls that go in a way of their own. */
    private record Special(Predicate<PlaceOrder> which, Behaviour behaviour) {}

    Exchange(
            Scheduler scheduler,
            CarrierAccountId account,
            long seed,
            boolean idempotent,
            int keepFinished,
            Behaviour behaviour,
            Faults faults) {
        this.scheduler = scheduler;
        this.account = account;
        this.seed = seed;
        this.idempotent = idempotent;
        this.behaviour = behaviour;
        this.faults = faults;
        random = new SplittableRandom(seed);
        memory = new CallMemory(keepFinished);
        courier = new Courier(scheduler, lock);
    }

    Courier courier() {
        return courier;
    }

    void change(Behaviour value) {
        synchronized (lock) {
            behaviour = value;
        }
    }

    void add(Predicate<PlaceOrder> which, Behaviour value) {
        synchronized (lock) {
            specials.add(0, new Special(which, value));
        }
    }

    /** Has the ends of calls told, on a thread of the scheduler's. */
    void onEnd(Consumer<CarrierCallId> value) {
        synchronized (lock) {
            ended = value;
        }
    }

    /** Returns whether a call was answered and is not over. */
    boolean isTalking(CarrierCallId id) {
        synchronized (lock) {
            SimulatedCall call = memory.find(id);
            return call != null && call.isAnswered() && !call.isOver();
        }
    }

    void change(Faults value) {
        synchronized (lock) {
            faults = value;
        }
    }

    CarrierLog log() {
        synchronized (lock) {
            return memory.log();
        }
    }

    CompletableFuture<PlaceAnswer> place(PlaceOrder order, Set<FaultKind> ordered) {
        CompletableFuture<PlaceAnswer> answer = new CompletableFuture<>();
        Placing placing;
        synchronized (lock) {
            SimulatedCall call = newRequest(order, ordered);
            FaultKind fault = call.drawPlacingFault(faults, courier.isOut());
            placing = Placing.draw(fault, behaviour, faults, call.random());
            if (placing.arrival() == null) {
                memory.finished(call);
                after(placing.reply(), () -> placing.answer(answer));
            } else {
                scheduler.schedule(placing.arrival(), () -> {
                    PlaceAnswer plain = arrive(call);
                    after(placing.reply(), () -> placing.answer(answer, plain));
                });
            }
        }
        if (placing.fault() == FaultKind.THROWS) {
            throw new IllegalStateException("simulated: the driver broke after sending");
        }
        return answer;
    }

    CompletableFuture<Void> hangUp(CarrierCallId id) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        synchronized (lock) {
            SimulatedCall call = memory.find(id);
            Duration latency = Dice.sample(behaviour.latency(), random);
            boolean lost = suffers(call, FaultKind.HANG_UP_LOST);
            boolean fails = suffers(call, FaultKind.HANG_UP_FAILS) || courier.isOut();
            if (fails) {
                CarrierException failure = new CarrierException("simulated: nothing was hung up", true);
                scheduler.schedule(latency, () -> answer.completeExceptionally(failure));
            } else if (!lost) {
                scheduler.schedule(latency, () -> {
                    hangUpNow(call);
                    answer.complete(null);
                });
            }
        }
        return answer;
    }

    CompletableFuture<LookUpAnswer> lookUp(LookUp question) {
        CompletableFuture<LookUpAnswer> answer = new CompletableFuture<>();
        synchronized (lock) {
            SimulatedCall call = memory.find(question.subject().id(), question.attempt());
            Duration latency = Dice.sample(behaviour.latency(), random);
            Duration there = Dice.part(latency, random);
            boolean lost = suffers(call, FaultKind.LOOK_UP_LOST);
            boolean fails = suffers(call, FaultKind.LOOK_UP_FAILS);
            boolean unavailable = suffers(call, FaultKind.LOOK_UP_UNAVAILABLE) || courier.isOut();
            if (unavailable) {
                LookUpAnswer none = new LookUpAnswer.Unavailable("simulated: look-ups are unavailable");
                scheduler.schedule(latency, () -> answer.complete(none));
            } else if (fails) {
                CarrierException failure = new CarrierException("simulated: the look-up failed", true);
                scheduler.schedule(latency, () -> answer.completeExceptionally(failure));
            } else if (!lost) {
                scheduler.schedule(there, () -> {
                    LookUpAnswer found = lookUpNow(question);
                    scheduler.schedule(latency.minus(there), () -> answer.complete(found));
                });
            }
        }
        return answer;
    }

    private SimulatedCall newRequest(PlaceOrder order, Set<FaultKind> ordered) {
        boolean repeated = memory.find(order.subject().id(), order.attempt()) != null;
        long repeat = repeated ? requests : 0;
        requests++;
        SplittableRandom own = Dice.of(seed, order.subject().id(), order.attempt(), repeat);
        SimulatedCall call = new SimulatedCall(order, scheduler.instant(), own, ordered);
        memory.add(call);
        return call;
    }

    /** A request reaches the carrier: a call is made, unless the carrier knows better. */
    private PlaceAnswer arrive(SimulatedCall call) {
        synchronized (lock) {
            PlaceOrder order = call.order();
            if (idempotent) {
                SimulatedCall first = memory.find(order.subject().id(), order.attempt());
                if (first != null && first.isMade()) {
                    memory.finished(call);
                    return new PlaceAnswer.Placed(first.id());
                }
                if (memory.isSettled(order)) {
                    memory.finished(call);
                    return new PlaceAnswer.Refused(CarrierCause.of("simulated: settled as not made before it came"));
                }
            }
            boolean silent = call.suffers(FaultKind.SILENCE, faults);
            call.begin(scheduler.instant(), CallPlan.draw(behaviourOf(order), order, call.fate()), silent);
            memory.made(call);
            wake(call);
            return new PlaceAnswer.Placed(call.id());
        }
    }

    private Behaviour behaviourOf(PlaceOrder order) {
        return specials.stream()
                .filter(special -> special.which().test(order))
                .findFirst()
                .map(Special::behaviour)
                .orElse(behaviour);
    }

    private void wake(SimulatedCall call) {
        CallPlan.Step next = call.next();
        if (next != null) {
            call.wakeBy(scheduler.schedule(next.after(), () -> happen(call, next)));
        }
    }

    private void happen(SimulatedCall call, CallPlan.Step step) {
        synchronized (lock) {
            // A hang-up may have come between the timer and the lock.
            if (step.equals(call.next())) {
                Instant now = scheduler.instant();
                take(call, step.what().at(now), now);
            }
        }
    }

    private void hangUpNow(@Nullable SimulatedCall call) {
        synchronized (lock) {
            if (call != null && !call.isOver()) {
                Outcome outcome = call.outcomeOfHangUp();
                CarrierCause cause = CarrierCause.of("hung up on request");
                take(call, new Fact.Ended(outcome, cause), scheduler.instant());
            }
        }
    }

    private void take(SimulatedCall call, Fact fact, Instant now) {
        call.take(fact, now);
        courier.send(call, call.report(account, fact), faults);
        if (call.isOver()) {
            memory.finished(call);
            // Only where somebody listens: a task more would change the order of a seeded run.
            Consumer<CarrierCallId> listener = ended;
            if (listener != null) {
                scheduler.execute(() -> listener.accept(call.id()));
            }
        } else {
            wake(call);
        }
    }

    private LookUpAnswer lookUpNow(LookUp question) {
        synchronized (lock) {
            CarrierCallId id = question.carrierCallId();
            SimulatedCall call = id == null ? null : memory.find(id);
            if (call == null) {
                call = memory.find(question.subject().id(), question.attempt());
                if (call != null && !idempotent && call.isNewerThan(faults.lookUpLag(), scheduler.instant())) {
                    return new LookUpAnswer.Absent(LookUpAnswer.Proof.WEAK);
                }
            }
            Fact standing = call == null ? null : call.standing();
            if (call != null && standing != null) {
                return new LookUpAnswer.Found(call.id(), standing);
            }
            if (!idempotent || memory.mayHaveForgotten(question.orderedAt())) {
                return new LookUpAnswer.Absent(LookUpAnswer.Proof.WEAK);
            }
            memory.settle(question.subject().id(), question.attempt());
            return new LookUpAnswer.Absent(LookUpAnswer.Proof.STRONG);
        }
    }

    private boolean suffers(@Nullable SimulatedCall call, FaultKind kind) {
        double point = random.nextDouble();
        return call == null ? point < faults.rate(kind) : call.suffers(kind, faults, point);
    }

    private void after(@Nullable Duration delay, Runnable task) {
        if (delay != null) {
            scheduler.schedule(delay, task);
        }
    }
}
