package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierCallId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.JsonBody;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has a call made, once. A request that got no clear answer is sent again, word for word: the carrier makes one call for
 * one command id, but remembers it for 60 seconds only. So nothing is sent again later than {@link #WINDOW} after the
 * first.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Dialing {
    /** How long after the first request the last may be sent: shorter than the carrier remembers, by a good margin. */
    static final Duration WINDOW = Duration.ofSeconds(45);

    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));

    private final TelnyxApi api;
    private final Scheduler scheduler;
    private final Tries tries;

    Dialing(TelnyxApi api, Scheduler scheduler) {
        this.api = api;
        this.scheduler = scheduler;
        this.tries = new Tries(scheduler);
    }

    /**
     * Has a call made.
     *
     * @param body what is asked for, its command id included
     * @param budget how long all tries may take
     * @return what is known in the end: that it was refused or not sent only if that holds for every try. A call that
     *     was made has an id
     */
    CompletionStage<Reply> dial(JsonBody body, Duration budget) {
        Duration begun = scheduler.uptime();
        AtomicBoolean doubt = new AtomicBoolean();
        return tries.run(
                number -> api.post("/calls", body, left(begun, budget)).thenApply(reply -> known(reply, doubt)),
                (number, reply) -> pause(number, reply, begun, budget));
    }

    /** Returns the id of the call that was made; empty if the answer does not tell. */
    static Optional<CarrierCallId> call(Reply reply) {
        return reply instanceof Reply.Done done
                ? Optional.ofNullable(TelnyxEvent.callId(done.data().text("call_control_id")))
                : Optional.empty();
    }

    /** Returns what an answer says about all tries so far. */
    private static Reply known(Reply reply, AtomicBoolean doubt) {
        if (reply instanceof Reply.Done) {
            return call(reply).isPresent() ? reply : unclear(doubt, "the answer names no call");
        }
        if (reply instanceof Reply.Unclear unclear) {
            doubt.set(true);
            return unclear;
        }
        // A try that nobody knows of may have made the call, and used up the last that is allowed.
        boolean stands = !doubt.get() || reply instanceof Reply.Refused refused && isAboutContent(refused);
        return stands ? reply : unclear(doubt, "refused, but an earlier request may have been taken");
    }

    private static Reply unclear(AtomicBoolean doubt, String why) {
        doubt.set(true);
        return new Reply.Unclear(why, false);
    }

    /** Whether the same words would have been refused the first time too. */
    private static boolean isAboutContent(Reply.Refused refused) {
        return refused.status() == 400 || refused.status() == 422;
    }

    private Optional<Duration> pause(int number, Reply reply, Duration begun, Duration budget) {
        if (!(reply instanceof Reply.Unclear)) {
            return Optional.empty();
        }
        Duration pause = PAUSES.get(Math.min(number, PAUSES.size() - 1));
        Duration atMost = budget.compareTo(WINDOW) < 0 ? budget : WINDOW;
        boolean inTime = elapsed(begun).plus(pause).compareTo(atMost) < 0;
        return inTime ? Optional.of(pause) : Optional.empty();
    }

    private Duration left(Duration begun, Duration budget) {
        Duration left = budget.minus(elapsed(begun));
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }

    private Duration elapsed(Duration begun) {
        return scheduler.uptime().minus(begun);
    }
}
