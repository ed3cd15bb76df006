package io.callyard.telephony.twilio;

import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.HttpOutcome;
import io.callyard.telephony.twilio.TwilioApi.Parameter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Gives live calls other documents, for each call one request after the other. Of those that have to wait, the newest
 * stands for all, since every document says all that is to be heard; but words never take the place of a connection or
 * of the end.
 *
 * <p>A call whose first document is still on its way takes no other yet: it is asked again three times within a few
 * seconds.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Redirects {
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final TwilioApi api;
    private final Scheduler scheduler;
    private final Map<String, Line> lines = new HashMap<>();

    /** What a request is for; the later ones are not put off by the earlier. */
    enum Purpose {
        /** Music or words. */
        SOUND,
        /** A connection with an agent. */
        CONNECTION,
        /** The end. */
        END
    }

    Redirects(TwilioApi api, Scheduler scheduler) {
        this.api = api;
        this.scheduler = scheduler;
    }

    /**
     * Sends a request to a call.
     *
     * @return done when the call has taken it, or when a newer one has taken its place; failed with a {@link
     *     CarrierException} if it did not. For {@link Purpose#END}, a call that is over is a success
     */
    CompletionStage<Void> send(String sid, Purpose purpose, List<Parameter> form) {
        Request request = new Request(sid, purpose, form);
        Request displaced = null;
        boolean now = false;
        synchronized (lines) {
            Line line = lines.get(sid);
            if (line == null) {
                lines.put(sid, new Line(request));
                now = true;
            } else if (purpose.compareTo(line.highest()) < 0) {
                displaced = request;
            } else {
                displaced = line.next;
                line.next = request;
            }
        }
        if (displaced != null) {
            displaced.done.complete(null);
        }
        if (now) {
            attempt(request, 0);
        }
        return request.done;
    }

    private static final class Line {
        private Request running;
        private @Nullable Request next;

        Line(Request running) {
            this.running = running;
        }

        Purpose highest() {
            return next == null ? running.purpose : next.purpose;
        }
    }

    private static final class Request {
        private final String sid;
        private final Purpose purpose;
        private final List<Parameter> form;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Request(String sid, Purpose purpose, List<Parameter> form) {
            this.sid = sid;
            this.purpose = purpose;
            this.form = List.copyOf(form);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it goes on in the callback
    private void attempt(Request request, int tries) {
        api.updateCall(request.sid, request.form).whenComplete((outcome, failure) -> {
            if (failure != null) {
                finish(request, new CarrierException("the request failed", false, failure));
            } else if (outcome instanceof HttpOutcome.Answered answer && answer.isSuccess()) {
                finish(request, null);
            } else if (TwilioApi.isWrongState(outcome)) {
                askWhy(request, tries);
            } else if (mayRepeat(request, outcome)) {
                again(request, tries, outcome);
            } else {
                finish(request, new CarrierException(TwilioApi.describe(outcome), isHarmless(outcome)));
            }
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it goes on in the callback
    private void askWhy(Request request, int tries) {
        api.fetchCall(request.sid).whenComplete((outcome, failure) -> {
            boolean unknown = outcome instanceof HttpOutcome.Answered answer && answer.status() == 404;
            if (failure != null) {
                finish(request, new CarrierException("the request failed", false, failure));
            } else if (unknown || Outcomes.isTerminal(TwilioApi.statusIn(outcome))) {
                finish(request, request.purpose == Purpose.END ? null : new CarrierException("the line is over", true));
            } else {
                again(request, tries, outcome);
            }
        });
    }

    /** Too many at once: not done. What ends a call can be asked for as often as it takes. */
    private static boolean mayRepeat(Request request, HttpOutcome outcome) {
        boolean tooMany = outcome instanceof HttpOutcome.Answered answer && answer.status() == 429;
        boolean refused =
                outcome instanceof HttpOutcome.Answered answer && answer.status() < 500 && answer.status() != 408;
        return tooMany || request.purpose == Purpose.END && !refused;
    }

    private static boolean isHarmless(HttpOutcome outcome) {
        return outcome instanceof HttpOutcome.NotSent
                || outcome instanceof HttpOutcome.Answered answer
                        && answer.status() >= 400
                        && answer.status() < 500
                        && answer.status() != 408;
    }

    private void again(Request request, int tries, HttpOutcome last) {
        if (isDisplaced(request)) {
            finish(request, null);
        } else if (tries == PAUSES.size()) {
            finish(request, new CarrierException("the line does not take it: " + TwilioApi.describe(last), false));
        } else {
            scheduler.schedule(PAUSES.get(tries), () -> {
                if (isDisplaced(request)) {
                    finish(request, null);
                } else {
                    attempt(request, tries + 1);
                }
            });
        }
    }

    private boolean isDisplaced(Request request) {
        synchronized (lines) {
            Line line = lines.get(request.sid);
            return line != null && line.running == request && line.next != null;
        }
    }

    private void finish(Request request, @Nullable CarrierException failure) {
        Request next = null;
        synchronized (lines) {
            Line line = lines.get(request.sid);
            if (line != null && line.running == request) {
                next = line.next;
                if (next == null) {
                    lines.remove(request.sid);
                } else {
                    line.running = next;
                    line.next = null;
                }
            }
        }
        if (failure == null) {
            request.done.complete(null);
        } else {
            request.done.completeExceptionally(failure);
        }
        if (next != null) {
            attempt(next, 0);
        }
    }
}
