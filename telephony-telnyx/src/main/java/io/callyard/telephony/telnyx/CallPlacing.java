package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierCause;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.telephony.http.JsonBody;
import io.callyard.telephony.telnyx.CallTag.Mark;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the engine's calls made. */
final class CallPlacing {
    private static final Logger log = LoggerFactory.getLogger(CallPlacing.class);

    /** When to try again if the account is at its limit, or not set up. */
    private static final Duration ACCOUNT_PAUSE = Duration.ofSeconds(10);

    private static final int LONGEST_RINGING = 600;
    private static final int SHORTEST_RINGING = 5;
    private static final int LONGEST_CALL = 14_400;
    private static final int SHORTEST_CALL = 30;

    private final TelnyxSettings settings;
    private final Dialing dialing;

    CallPlacing(TelnyxSettings settings, Dialing dialing) {
        this.settings = settings;
        this.dialing = dialing;
    }

    /** Has a call made. */
    CompletionStage<PlaceAnswer> place(PlaceOrder order) {
        JsonBody body;
        try {
            body = body(order);
        } catch (RuntimeException e) {
            // The application was asked who is to call and who is to talk, and failed: nothing was sent.
            log.atWarn().setCause(e).addKeyValue("call", order.subject().id()).log("a call could not be prepared");
            CarrierCause cause = CarrierCause.of("the application did not say how to make the call");
            return CompletableFuture.completedStage(new PlaceAnswer.NotNow(cause, ACCOUNT_PAUSE, true));
        }
        return dialing.dial(body, settings.times().placing()).thenApply(CallPlacing::answer);
    }

    private JsonBody body(PlaceOrder order) {
        String assistant =
                order.awaitsAgent() ? null : settings.assistant().apply(order).orElse(null);
        CallTag tag = new CallTag.Outbound(order.subject().id(), order.attempt(), Mark.NONE, assistant);
        String key = order.subject().id() + "/" + order.attempt();
        JsonBody retries = new JsonBody()
                .object("call.hangup", new JsonBody().numbers("retries_ms", List.of(1_000, 5_000, 15_000)));
        JsonBody body = leg(settings, order.subject().phoneNumber().e164())
                .text("from", settings.numberFor(order.subject().id()).e164())
                .text("client_state", tag.clientState())
                .text("command_id", Commands.id("dial", key, 0))
                .number("timeout_secs", seconds(order.ringing(), SHORTEST_RINGING, LONGEST_RINGING))
                .number("time_limit_secs", seconds(order.longestCall(), SHORTEST_CALL, LONGEST_CALL))
                .object("webhook_retries_policies", retries);
        return settings.detection() == MachineDetection.OFF
                ? body
                : body.text("answering_machine_detection", settings.detection().word());
    }

    /** Returns what every new call is asked for with. */
    static JsonBody leg(TelnyxSettings settings, String to) {
        return new JsonBody()
                .text("connection_id", settings.connection())
                .text("to", to)
                // Else it rings on by other routes when the time is over.
                .flag("retry_on_timeout", false)
                .text("webhook_url", settings.publicUrl().toString())
                .text("webhook_url_method", "POST");
    }

    /** Returns whole seconds, within what the carrier takes. */
    static long seconds(Duration time, int least, int most) {
        return Math.max(least, Math.min(most, time.toSeconds()));
    }

    private static PlaceAnswer answer(Reply reply) {
        if (reply instanceof Reply.Refused refused) {
            ErrorTable.Kind kind = ErrorTable.ofDial(refused);
            CarrierCause cause = new CarrierCause(
                    ErrorTable.words(kind, refused), refused.code().isEmpty() ? null : refused.code());
            return switch (kind) {
                case TOO_MANY -> new PlaceAnswer.NotNow(cause, refused.retryAfter(), false);
                case ACCOUNT -> new PlaceAnswer.NotNow(cause, ACCOUNT_PAUSE, true);
                default -> new PlaceAnswer.Refused(cause);
            };
        }
        if (reply instanceof Reply.NotSent notSent) {
            return new PlaceAnswer.NotNow(CarrierCause.of(notSent.why()), Duration.ZERO, true);
        }
        String why = reply instanceof Reply.Unclear unclear ? unclear.why() : "the answer names no call";
        return Dialing.call(reply)
                .<PlaceAnswer>map(PlaceAnswer.Placed::new)
                .orElseGet(() -> new PlaceAnswer.NoClearAnswer(CarrierCause.of(why)));
    }
}
