package io.callyard.telephony.twilio;

import io.callyard.model.AgentId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeAnswer;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.carrier.InboundCarrier;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.carrier.LineEnd;
import io.callyard.spi.carrier.LineState;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.carrier.RingOrder;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.telephony.http.Counts;
import io.callyard.telephony.twilio.Redirects.Purpose;
import io.callyard.telephony.twilio.TwilioApi.Parameter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One account at Twilio: makes calls, holds callers, rings agents and connects them.
 *
 * <pre>{@code
 * TwilioTelephony twilio = TwilioTelephony.builder()
 *         .scheduler(scheduler)
 *         .credentials(accountSid, authToken)
 *         .number(PhoneNumber.parse("+15550100100"))
 *         .publicUrl(URI.create("https://calls.example.com/webhooks/twilio"))
 *         .instructions(order -> Instructions.url(URI.create("https://app.example.com/script")))
 *         .incomingCalls(IncomingCalls.to(tenant, queue))
 *         .build();
 * }</pre>
 *
 * <p>Twilio reaches it through {@link #handle}: the application's web framework brings everything that comes below the
 * public URL. At each number that people call, the voice URL is set to {@code /voice} and the status callback to {@code
 * /line-status} below the public URL, both by {@code POST}.
 *
 * <p>It keeps nothing: any webhook may come to any node, and any node may be asked for anything. Twilio's queues are
 * only a place to wait; who is next is the engine's business.
 *
 * <p>Twilio starts one call a second unless it was asked for more, and lets the others wait where nobody can reach
 * them: set the account's limits so that the engine is the slower one. Calls to agents count as well.
 *
 * <p><b>Threads.</b> Safe for many threads. Webhooks are answered when they are kept.
 */
public final class TwilioTelephony implements Carrier, InboundCarrier, CarrierWebhooks {
    private final CarrierAccountId account;
    private final Counts counts;
    private final Reporters reporters;
    private final Redirects redirects;
    private final CallPlacing placing;
    private final CallLookUp lookUps;
    private final Lines lines;
    private final AgentLegs legs;
    private final WebhookDesk desk;

    /** The parts that do the work. */
    record Parts(
            Counts counts,
            Reporters reporters,
            Redirects redirects,
            CallPlacing placing,
            CallLookUp lookUps,
            Lines lines,
            AgentLegs legs,
            WebhookDesk desk) {}

    TwilioTelephony(CarrierAccountId account, Parts parts) {
        this.account = account;
        counts = parts.counts();
        reporters = parts.reporters();
        redirects = parts.redirects();
        placing = parts.placing();
        lookUps = parts.lookUps();
        lines = parts.lines();
        legs = parts.legs();
        desk = parts.desk();
    }

    /** Begins to describe one. */
    public static TwilioTelephonyBuilder builder() {
        return new TwilioTelephonyBuilder();
    }

    /** Returns the account under which it is registered with an engine. */
    public CarrierAccountId account() {
        return account;
    }

    /** Returns what came, what was refused and why, and how Twilio answered, each with how often. */
    public Map<String, Long> counts() {
        return counts.toMap();
    }

    @Override
    public void start(CarrierReporter reports) {
        reporters.start(reports);
    }

    @Override
    public void startInbound(InboundReporter reports) {
        reporters.startInbound(reports);
    }

    @Override
    public WebhookResponse handle(WebhookRequest request) {
        return desk.handle(request);
    }

    @Override
    public CompletionStage<PlaceAnswer> place(PlaceOrder order) {
        return placing.place(order);
    }

    @Override
    public CompletionStage<Void> hangUp(CarrierCallId call) {
        return redirects.send(call.value(), Purpose.END, List.of(new Parameter("Status", "completed")));
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(LookUp question) {
        return lookUps.lookUp(question);
    }

    @Override
    public CompletionStage<Void> hold(CallerLine line, String music) {
        return lines.hold(line, music);
    }

    @Override
    public CompletionStage<Void> say(CallerLine line, Utterance words, String music) {
        return lines.say(line, words, music);
    }

    @Override
    public CompletionStage<LineState> state(CallerLine line) {
        return lookUps.state(line.call());
    }

    @Override
    public CompletionStage<Void> ring(RingOrder order) {
        return legs.ring(order);
    }

    @Override
    public CompletionStage<Void> stopRinging(OfferId offer, AgentId agent, String device) {
        return legs.stopRinging(offer, agent, device);
    }

    @Override
    public CompletionStage<BridgeAnswer> bridge(BridgeOrder order) {
        return lines.bridge(order);
    }

    @Override
    public CompletionStage<Void> release(CallerLine line, @Nullable Utterance lastWords, LineEnd how) {
        return lines.release(line, lastWords, how);
    }

    @Override
    public String toString() {
        return "TwilioTelephony[" + account + "]";
    }
}
