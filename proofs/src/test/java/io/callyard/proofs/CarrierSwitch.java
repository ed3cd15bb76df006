package io.callyard.proofs;

import io.callyard.model.Outcome;
import io.callyard.proofs.CarrierDice.Course;
import io.callyard.proofs.CarrierDice.Fault;
import io.callyard.proofs.CarrierLog.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A carrier's calls. Each request is judged, logged and made a call in one step, so its log is what
 * has happened.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class CarrierSwitch {
    private final CarrierDice dice;
    private final CarrierLog log;
    private final ScheduledExecutorService timer;
    private final CarrierPost post;
    private final Map<String, Live> byOrder = new HashMap<>();
    private final Map<String, Live> byId = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private int calls;

    CarrierSwitch(CarrierDice dice, CarrierLog log, ScheduledExecutorService timer, CarrierPost post) {
        this.dice = dice;
        this.log = log;
        this.timer = timer;
        this.post = post;
    }

    private static final class Live {
        final String id;
        final Order order;
        final Course course;
        final boolean silent;
        String state = "started";

        @Nullable
        Outcome outcome;

        Live(String id, Order order, Course course, boolean silent) {
            this.id = id;
            this.order = order;
            this.course = course;
            this.silent = silent;
        }
    }

    synchronized void calmDown() {
        dice.calmDown();
    }

    synchronized void place(String request, Order order, CarrierConnection from) {
        if (byOrder.containsKey(order.key())) {
            log.requested(order, Verdict.AGAIN, null);
            return;
        }
        if (closed.contains(order.key())) {
            log.requested(order, Verdict.CLOSED, null);
            from.send("refused " + request);
            return;
        }
        Fault fault = dice.fault();
        switch (fault) {
            case REFUSED -> {
                close(order, Verdict.REFUSED);
                from.send("refused " + request);
            }
            case NOT_NOW -> {
                close(order, Verdict.NOT_NOW);
                from.send("notnow " + request);
            }
            case REQUEST_LOST -> log.requested(order, Verdict.DROPPED, null);
            default -> {
                Live call = make(order, fault == Fault.SILENCE);
                answer(request, call, fault, from);
            }
        }
    }

    private void close(Order order, Verdict verdict) {
        log.requested(order, verdict, null);
        closed.add(order.key());
    }

    private Live make(Order order, boolean silent) {
        Live call = new Live("c" + ++calls, order, dice.course(), silent);
        byOrder.put(order.key(), call);
        byId.put(call.id, call);
        log.requested(order, Verdict.CREATED, call.id);
        after(call.course.ringing().dividedBy(2), () -> move(call, "ringing"));
        after(call.course.ringing(), () -> {
            if (call.course.answered()) {
                move(call, "answered");
                after(call.course.talking(), () -> end(call, call.course.outcome()));
            } else {
                end(call, call.course.outcome());
            }
        });
        return call;
    }

    private void answer(String request, Live call, Fault fault, CarrierConnection to) {
        String placed = "placed " + request + " " + call.id;
        switch (fault) {
            case NONE -> to.send(placed);
            case SLOW -> after(dice.slowness(), () -> to.send(placed));
            case ERROR -> to.send("error " + request);
            case CUT -> to.close();
            default -> {}
        }
    }

    synchronized void hangUp(String request, String id, CarrierConnection from) {
        Live call = byId.get(id);
        if (call != null) {
            end(call, call.state.equals("answered") ? Outcome.COMPLETED : Outcome.CANCELED);
        }
        from.send("done " + request);
    }

    synchronized void lookUp(String request, String key, CarrierConnection from) {
        Live call = byOrder.get(key);
        if (call != null) {
            from.send("found " + request + " " + call.id + " " + word(call));
        } else if (closed.contains(key) || dice.proves()) {
            // The proof is true because from now on such a request is refused.
            closed.add(key);
            from.send("absent " + request + " strong");
        } else {
            from.send("absent " + request + " weak");
        }
    }

    private synchronized void move(Live call, String state) {
        if (call.outcome == null) {
            call.state = state;
            if (!call.silent) {
                post.once(report(call));
            }
        }
    }

    private synchronized void end(Live call, Outcome outcome) {
        if (call.outcome != null) {
            return;
        }
        call.outcome = outcome;
        log.ended(call.id);
        String report = report(call);
        if (call.silent) {
            after(dice.silence(), () -> post.untilKept(report));
        } else {
            post.untilKept(report);
        }
    }

    private static String report(Live call) {
        return call.order.call() + " " + call.order.attempt() + " " + call.id + " " + word(call);
    }

    private static String word(Live call) {
        return call.outcome == null ? call.state : "ended:" + call.outcome;
    }

    private void after(Duration delay, Runnable task) {
        timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
