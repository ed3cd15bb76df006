package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierCallId;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.Counts;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes webhooks: checks them, keeps what they say, and answers, in this order.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class WebhookDesk {
    /** The largest webhook, in bytes. */
    static final int MAX_BODY = 64 * 1024;

    private final @Nullable SignatureCheck signatures;
    private final String connection;
    private final Scheduler scheduler;
    private final Counts counts;
    private final RefusalLog refusals;
    private final CallReports calls;
    private final LineReports lines;
    private final AgentReports agents;
    private volatile @Nullable CarrierReporter reporter;
    private volatile @Nullable InboundReporter inbound;

    /**
     * Takes webhooks.
     *
     * @param signatures checks them; absent: nobody does
     */
    WebhookDesk(
            @Nullable SignatureCheck signatures,
            TelnyxSettings settings,
            Scheduler scheduler,
            Counts counts,
            CallReports calls,
            LineReports lines,
            AgentReports agents) {
        this.signatures = signatures;
        this.connection = settings.connection();
        this.scheduler = scheduler;
        this.counts = counts;
        this.refusals = new RefusalLog(scheduler);
        this.calls = calls;
        this.lines = lines;
        this.agents = agents;
    }

    /** Takes what is said about calls from now on. */
    void start(CarrierReporter value) {
        reporter = value;
    }

    /** Takes what is said about lines from now on. */
    void start(InboundReporter value) {
        inbound = value;
    }

    /** Answers a webhook. Never throws. */
    WebhookResponse handle(WebhookRequest request) {
        try {
            return answer(request);
        } catch (RuntimeException e) {
            counts.add("could not be kept");
            refusals.failed(e);
            return WebhookResponse.of(503);
        }
    }

    private WebhookResponse answer(WebhookRequest request) {
        byte[] body = request.body();
        if (body.length > MAX_BODY) {
            return refuse(413, "larger than 64 KB");
        }
        if (!request.method().equals("POST")) {
            return refuse(405, "not a POST");
        }
        if (!isJson(request)) {
            return refuse(415, "not JSON by its content type");
        }
        Optional<String> objection = signatures == null ? Optional.empty() : signatures.objection(request);
        if (objection.isPresent()) {
            return refuse(401, objection.get());
        }
        Optional<TelnyxEvent> event = TelnyxEvent.parse(body, scheduler.instant());
        if (event.isEmpty()) {
            return refuse(400, "cannot be read");
        }
        Handled handled = handle(event.get());
        if (handled == Handled.AGAIN) {
            counts.add("sent back");
            return WebhookResponse.of(503);
        }
        counts.add((handled == Handled.KEPT ? "kept: " : "ignored: ") + typeOf(event.get()));
        return WebhookResponse.of(200);
    }

    /** Types come from outside, though from who holds the key. */
    private static String typeOf(TelnyxEvent event) {
        return event.type().matches("[a-z0-9_.]{1,60}") ? event.type() : "strange";
    }

    private static boolean isJson(WebhookRequest request) {
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.startsWith("application/json;");
    }

    private WebhookResponse refuse(int status, String reason) {
        counts.add("refused: " + reason);
        refusals.refused(reason);
        return WebhookResponse.of(status);
    }

    private Handled handle(TelnyxEvent event) {
        CarrierCallId call = event.call();
        String from = event.payload().text("connection_id", connection);
        if (call == null || !from.equals(connection)) {
            return Handled.IGNORED;
        }
        CallTag tag = event.tag();
        if (tag instanceof CallTag.Outbound outbound) {
            CarrierReporter to = reporter;
            return to == null ? Handled.AGAIN : calls.handle(event, call, outbound, to);
        }
        InboundReporter to = inbound;
        if (to == null) {
            return Handled.AGAIN;
        }
        return tag instanceof CallTag.Agent agent
                ? agents.handle(event, call, agent, to)
                : lines.handle(event, call, tag, to);
    }
}
