package io.callyard.proofs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Takes a carrier's reports to the nodes, each to one of them, as web hooks go to a load balancer.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class CarrierPost {
    private static final long RETRY_MILLIS = 400;

    private final CarrierDice dice;
    private final ScheduledExecutorService timer;
    private final List<CarrierConnection> open = new ArrayList<>();
    private final Map<Long, String> unkept = new LinkedHashMap<>();
    private long reports;

    /** Chooses nodes by {@code dice}, which nobody else uses. */
    CarrierPost(CarrierDice dice, ScheduledExecutorService timer) {
        this.dice = dice;
        this.timer = timer;
    }

    synchronized void opened(CarrierConnection connection) {
        open.add(connection);
        unkept.forEach((number, report) -> connection.send("report " + number + " " + report));
    }

    synchronized void closed(CarrierConnection connection) {
        open.remove(connection);
    }

    /** Sends a report to one node, which may get it or not. */
    synchronized void once(String report) {
        deliver(++reports, report);
    }

    /** Sends a report again and again, until a node has kept it. */
    synchronized void untilKept(String report) {
        long number = ++reports;
        unkept.put(number, report);
        deliverUntilKept(number);
    }

    synchronized void kept(long number) {
        unkept.remove(number);
    }

    private synchronized void deliverUntilKept(long number) {
        String report = unkept.get(number);
        if (report != null) {
            deliver(number, report);
            timer.schedule(() -> deliverUntilKept(number), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void deliver(long number, String report) {
        if (!open.isEmpty()) {
            open.get(dice.choose(open.size())).send("report " + number + " " + report);
        }
    }
}
