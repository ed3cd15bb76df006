package io.callyard.telephony.twilio;

import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceAnswer.NoClearAnswer;
import io.callyard.spi.carrier.PlaceAnswer.NotNow;
import io.callyard.spi.carrier.PlaceAnswer.Placed;
import io.callyard.spi.carrier.PlaceAnswer.Refused;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.telephony.http.HttpOutcome;
import io.callyard.telephony.http.JsonValue;
import io.callyard.telephony.twilio.TwilioApi.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes outbound calls. The request is sent once: Twilio knows no key that would make a second one harmless.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class CallPlacing {
    private static final Logger log = LoggerFactory.getLogger(CallPlacing.class);
    private static final int LONGEST_RINGING = 600;
    private static final int LONGEST_CALL = 86_400;

    /** Beyond this, the calls that wait at Twilio are worth a word: nobody can take them back in order there. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(15);

    private final TwilioApi api;
    private final TwilioSettings settings;
    private final WebhookWatch watch;

    CallPlacing(TwilioApi api, TwilioSettings settings, WebhookWatch watch) {
        this.api = api;
        this.settings = settings;
        this.watch = watch;
    }

    /** Asks for a call. */
    CompletionStage<PlaceAnswer> place(PlaceOrder order) {
        Parameter instructions;
        try {
            instructions = instructions(order);
        } catch (RuntimeException e) {
            log.atError()
                    .setCause(e)
                    .addKeyValue("call", order.subject().id())
                    .log("the instructions for a call failed");
            CarrierCause cause = CarrierCause.of("the application has no instructions for the call");
            return CompletableFuture.completedStage(new NotNow(cause, Duration.ZERO, true));
        }
        return api.createCall(form(order, instructions)).thenApply(this::judge);
    }

    private List<Parameter> form(PlaceOrder order, Parameter instructions) {
        String tag = new CallTag(order.subject().id(), order.attempt()).toString();
        List<Parameter> form = new ArrayList<>();
        form.add(new Parameter("To", order.subject().phoneNumber().e164()));
        form.add(new Parameter("From", settings.numberFor(order.subject().id()).e164()));
        form.add(instructions);
        form.add(new Parameter("Timeout", seconds(order.ringing(), LONGEST_RINGING)));
        form.add(new Parameter("TimeLimit", seconds(order.longestCall(), LONGEST_CALL)));
        form.add(new Parameter("StatusCallback", settings.urls().report(Path.STATUS, CallTag.NAME, tag)));
        // Once for each: written in one value, Twilio takes the call and never reports anything.
        for (String event : List.of("initiated", "ringing", "answered", "completed")) {
            form.add(new Parameter("StatusCallbackEvent", event));
        }
        if (settings.detection()) {
            form.add(new Parameter("MachineDetection", "Enable"));
            form.add(new Parameter("AsyncAmd", "true"));
            String verdicts = settings.urls().report(Path.DETECTION, CallTag.NAME, tag);
            form.add(new Parameter("AsyncAmdStatusCallback", verdicts));
        }
        return form;
    }

    private Parameter instructions(PlaceOrder order) {
        Function<PlaceOrder, Instructions> source = settings.instructions();
        if (source == null || order.awaitsAgent()) {
            return new Parameter("Url", settings.urls().document(Path.OUTBOUND));
        }
        Instructions chosen = source.apply(order);
        if (chosen instanceof Instructions.Twiml twiml) {
            return new Parameter("Twiml", twiml.document());
        } else if (chosen instanceof Instructions.Url url) {
            return new Parameter("Url", url.url().toString());
        }
        throw new IllegalStateException("there are none");
    }

    /** Whole seconds, at least one. */
    static String seconds(Duration duration, int most) {
        long rounded = duration.plusMillis(999).toSeconds();
        return Long.toString(Math.max(1, Math.min(most, rounded)));
    }

    private PlaceAnswer judge(HttpOutcome outcome) {
        if (outcome instanceof HttpOutcome.NotSent notSent) {
            return new NotNow(CarrierCause.of(notSent.why()), Duration.ZERO, true);
        }
        if (!(outcome instanceof HttpOutcome.Answered answer)) {
            return new NoClearAnswer(CarrierCause.of(TwilioApi.describe(outcome)));
        }
        if (!answer.isSuccess()) {
            return refused(answer);
        }
        Optional<JsonValue> call = answer.json();
        String sid = call.map(body -> body.text("sid", "")).orElse("");
        if (!Webhook.isCall(sid)) {
            return new NoClearAnswer(CarrierCause.of("the carrier's answer cannot be read"));
        }
        watch.placed(backlog(call.map(body -> body.text("queue_time", "")).orElse("")));
        return new Placed(new CarrierCallId(sid));
    }

    private static PlaceAnswer refused(HttpOutcome.Answered answer) {
        Integer code = TwilioApi.errorCode(answer);
        ErrorTable.Entry entry = ErrorTable.of(answer.status(), code);
        CarrierCause cause = new CarrierCause(entry.words(), code(answer.status(), code));
        return switch (entry.meaning()) {
            case REFUSED -> new Refused(cause);
            case LATER -> new NotNow(cause, retryAfter(answer).orElse(entry.retryAfter()), false);
            case ACCOUNT -> new NotNow(cause, retryAfter(answer).orElse(entry.retryAfter()), true);
            case UNCLEAR -> new NoClearAnswer(cause);
        };
    }

    private static String code(int status, @Nullable Integer code) {
        return code == null ? "HTTP " + status : code.toString();
    }

    /** Only the form with seconds; the one with a date depends on two clocks. */
    private static Optional<Duration> retryAfter(HttpOutcome.Answered answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    /** Returns how long the call waits before it is begun. */
    private static Duration backlog(String queueTime) {
        Duration wait = queueTime.matches("[0-9]{1,9}") ? Duration.ofMillis(Long.parseLong(queueTime)) : Duration.ZERO;
        if (wait.compareTo(LONG_WAIT) > 0) {
            log.atWarn()
                    .addKeyValue("wait", wait)
                    .log("calls wait at the carrier: lower the rate at which the account's calls are started");
        }
        return wait;
    }
}
