package io.callyard.telephony.telnyx;

import io.callyard.model.AgentId;
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
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls and holds callers through Telnyx: its Call Control API, version 2.
 *
 * <pre>{@code
 * TelnyxTelephony telnyx = TelnyxTelephony.builder()
 *         .apiKey(System.getenv("TELNYX_API_KEY"))
 *         .publicKey(System.getenv("TELNYX_PUBLIC_KEY"))
 *         .connection("1000000000000000001")
 *         .number(PhoneNumber.parse("+15005550006"))
 *         .publicUrl(URI.create("https://calls.example.com/webhooks/telnyx"))
 *         .scheduler(scheduler)
 *         .incomingCalls(IncomingCalls.to(tenant, queue))
 *         .build();
 * }</pre>
 *
 * <p><b>What the connection needs.</b> Its webhook URL is {@link TelnyxTelephonyBuilder#publicUrl publicUrl}, its
 * webhook API version is 2, and it belongs to the engine alone.
 *
 * <p><b>At most once.</b> A new call whose request got no clear answer is asked for again with the same command id, which
 * the carrier takes once within 60 seconds, and never later than 45 seconds after the first time.
 *
 * <p><b>Nodes.</b> It keeps nothing that it could not do without: what a call is stands in the call's client state at the
 * carrier, so any node can take any webhook.
 *
 * <p><b>What it cannot do.</b> It hears of no ringing: the carrier does not tell. It takes no messages: {@link
 * LineEnd#VOICEMAIL} says the last words and hangs up.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class TelnyxTelephony implements Carrier, InboundCarrier, CarrierWebhooks {
    private static final Logger log = LoggerFactory.getLogger(TelnyxTelephony.class);

    private final TelnyxParts parts;

    TelnyxTelephony(TelnyxParts parts) {
        this.parts = parts;
    }

    /** Begins to set one up. */
    public static TelnyxTelephonyBuilder builder() {
        return new TelnyxTelephonyBuilder();
    }

    @Override
    public void start(CarrierReporter reports) {
        if (!parts.isSigned()) {
            log.warn("the signatures of webhooks are not checked: anybody who can reach the server can report calls");
        }
        parts.desk().start(reports);
    }

    @Override
    public void startInbound(InboundReporter reports) {
        parts.startInbound(reports);
    }

    @Override
    public CompletionStage<PlaceAnswer> place(PlaceOrder order) {
        return parts.placing().place(order);
    }

    @Override
    public CompletionStage<Void> hangUp(CarrierCallId call) {
        return parts.lines().end(call.value());
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(LookUp question) {
        return parts.lookUps().lookUp(question);
    }

    @Override
    public CompletionStage<Void> hold(CallerLine line, String music) {
        return parts.lines().hold(line, music);
    }

    @Override
    public CompletionStage<Void> say(CallerLine line, Utterance words, String music) {
        return parts.lines().say(line, words, music);
    }

    @Override
    public CompletionStage<LineState> state(CallerLine line) {
        return parts.lookUps().state(line.call());
    }

    @Override
    public CompletionStage<Void> ring(RingOrder order) {
        return parts.legs().ring(order);
    }

    @Override
    public CompletionStage<Void> stopRinging(OfferId offer, AgentId agent, String device) {
        return parts.legs().stop(offer, agent);
    }

    @Override
    public CompletionStage<BridgeAnswer> bridge(BridgeOrder order) {
        return parts.bridging().bridge(order);
    }

    @Override
    public CompletionStage<Void> release(CallerLine line, @Nullable Utterance lastWords, LineEnd how) {
        return parts.lines().release(line, lastWords);
    }

    @Override
    public WebhookResponse handle(WebhookRequest request) {
        return parts.desk().handle(request);
    }

    /**
     * Returns how many webhooks came so far, by what became of them: {@code kept: call.answered}, {@code ignored:
     * call.cost}, {@code refused: no signature}, and so on.
     */
    public Map<String, Long> counts() {
        return parts.counts().toMap();
    }

    @Override
    public String toString() {
        return "TelnyxTelephony[account " + parts.account() + "]";
    }
}
