package io.callyard.telephony.twilio;

import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeAnswer;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.LineEnd;
import io.callyard.telephony.twilio.Redirects.Purpose;
import io.callyard.telephony.twilio.TwilioApi.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does on people's lines what the engine wants: by giving the call another document.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Lines {
    private final Redirects redirects;
    private final WebhookUrls urls;
    private final CallerDocuments documents;
    private final Openings openings;

    Lines(Redirects redirects, WebhookUrls urls, CallerDocuments documents, Openings openings) {
        this.redirects = redirects;
        this.urls = urls;
        this.documents = documents;
        this.openings = openings;
    }

    CompletionStage<Void> hold(CallerLine line, String music) {
        return tell(line, Purpose.SOUND, () -> documents.hold(sid(line), music, 1));
    }

    CompletionStage<Void> say(CallerLine line, Utterance words, String music) {
        return tell(line, Purpose.SOUND, () -> documents.say(sid(line), words, music));
    }

    CompletionStage<Void> release(CallerLine line, @Nullable Utterance lastWords, LineEnd how) {
        if (lastWords == null && how == LineEnd.HANG_UP) {
            return openings.fold(line.call().value(), Purpose.END, CallerDocuments.hangUp())
                    ? CompletableFuture.completedStage(null)
                    : redirects.send(line.call().value(), Purpose.END, List.of(new Parameter("Status", "completed")));
        }
        return tell(line, Purpose.END, () -> documents.end(lastWords, how));
    }

    CompletionStage<BridgeAnswer> bridge(BridgeOrder order) {
        LegTag leg = new LegTag(order.offer(), order.agent());
        return tell(order.line(), Purpose.CONNECTION, () -> documents.join(leg, 1))
                .thenApply(done -> BridgeAnswer.UNDER_WAY);
    }

    private CompletionStage<Void> tell(CallerLine line, Purpose purpose, Supplier<String> writer) {
        String sid;
        String document;
        try {
            sid = sid(line);
            document = writer.get();
        } catch (CarrierException e) {
            return CompletableFuture.failedStage(e);
        }
        if (openings.fold(sid, purpose, document)) {
            return CompletableFuture.completedStage(null);
        }
        List<Parameter> form = new ArrayList<>();
        form.add(new Parameter("Twiml", document));
        if (purpose == Purpose.SOUND) {
            // Only callers are held: somebody who was called has his reports already, and must not lose them.
            form.add(new Parameter("StatusCallback", urls.report(Path.LINE_STATUS)));
        }
        return redirects.send(sid, purpose, form);
    }

    private static String sid(CallerLine line) {
        String sid = line.call().value();
        if (!Webhook.isCall(sid)) {
            throw new CarrierException("not a line of this carrier", true);
        }
        return sid;
    }
}
