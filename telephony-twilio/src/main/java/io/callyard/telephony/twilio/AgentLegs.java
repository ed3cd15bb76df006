package io.callyard.telephony.twilio;

import io.callyard.model.AgentId;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.carrier.CarrierException;
import io.callyard.spi.carrier.RingOrder;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.HttpOutcome;
import io.callyard.telephony.twilio.Redirects.Purpose;
import io.callyard.telephony.twilio.TwilioApi.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings agents, and stops it. Which call rings whom is remembered as a short cut; who has not rung himself looks it up.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class AgentLegs {
    private static final Logger log = LoggerFactory.getLogger(AgentLegs.class);
    private static final int LONGEST_RINGING = 600;
    private static final Duration MEMORY = Duration.ofMinutes(15);
    private static final Pattern ADDRESS =
            Pattern.compile("\\+[1-9][0-9]{6,14}|client:[^\\s,;?]{1,256}|sips?:[^\\s,]{1,250}");

    /** In the order in which a call goes through them, so that it is not missed between two questions. */
    private static final List<String> LIVE = List.of("queued", "ringing", "in-progress");

    private final TwilioApi api;
    private final Redirects redirects;
    private final CallSearch search;
    private final TwilioSettings settings;
    private final Reporters reporters;
    private final Scheduler scheduler;
    private final Map<LegTag, Leg> legs = new ConcurrentHashMap<>();

    AgentLegs(TwilioApi api, Redirects redirects, TwilioSettings settings, Reporters reporters, Scheduler scheduler) {
        this.api = api;
        this.redirects = redirects;
        this.settings = settings;
        this.reporters = reporters;
        this.scheduler = scheduler;
        search = new CallSearch(api);
    }

    /** Which call rings an agent, as soon as it is known, and whether it is over. */
    private static final class Leg {
        private final CompletableFuture<Ringing> ringing = new CompletableFuture<>();
        private volatile boolean over;
    }

    /**
     * What is known of a call to an agent.
     *
     * @param made whether it was made, as far as anybody knows
     * @param sid its id; empty if it is not known
     */
    private record Ringing(boolean made, String sid) {}

    /** Rings an agent. The request is sent once: a second one could ring him twice. */
    CompletionStage<Void> ring(RingOrder order) {
        LegTag tag = new LegTag(order.offer(), order.agent());
        if (!ADDRESS.matcher(order.device()).matches()) {
            declined(tag);
            return failed("an agent is rung at a number, a client: or a sip: address", true);
        }
        Leg leg = remembered(tag);
        return api.createCall(form(order, tag)).thenCompose(outcome -> rung(tag, leg, outcome));
    }

    private Leg remembered(LegTag tag) {
        Leg leg = new Leg();
        Leg known = legs.putIfAbsent(tag, leg);
        if (known != null) {
            return known;
        }
        scheduler.schedule(MEMORY, () -> legs.remove(tag, leg));
        return leg;
    }

    private List<Parameter> form(RingOrder order, LegTag tag) {
        List<Parameter> form = new ArrayList<>();
        form.add(new Parameter("To", order.device()));
        form.add(new Parameter("From", settings.numberForAgents().e164()));
        form.add(new Parameter("Url", settings.urls().document(Path.AGENT, tag.query())));
        form.add(new Parameter("Timeout", CallPlacing.seconds(order.atMost(), LONGEST_RINGING)));
        form.add(new Parameter("StatusCallback", settings.urls().report(Path.AGENT_STATUS, tag.query())));
        form.add(new Parameter("StatusCallbackEvent", "initiated"));
        form.add(new Parameter("StatusCallbackEvent", "completed"));
        return form;
    }

    private CompletionStage<Void> rung(LegTag tag, Leg leg, HttpOutcome outcome) {
        if (outcome instanceof HttpOutcome.Answered answer && answer.isSuccess()) {
            String sid = answer.json().map(call -> call.text("sid", "")).orElse("");
            if (Webhook.isCall(sid)) {
                leg.ringing.complete(new Ringing(true, sid));
                return CompletableFuture.completedStage(null);
            }
        }
        if (isRefused(outcome)) {
            leg.ringing.complete(new Ringing(false, ""));
            declined(tag);
            return failed("the agent could not be rung: " + TwilioApi.describe(outcome), true);
        }
        // He may ring or not. If nobody takes the offer, its time runs out.
        leg.ringing.complete(new Ringing(true, ""));
        return failed("nobody knows whether the agent rings: " + TwilioApi.describe(outcome), false);
    }

    private static boolean isRefused(HttpOutcome outcome) {
        return outcome instanceof HttpOutcome.NotSent
                || outcome instanceof HttpOutcome.Answered answer
                        && !answer.isSuccess()
                        && ErrorTable.of(answer.status(), TwilioApi.errorCode(answer))
                                        .meaning()
                                != ErrorTable.Meaning.UNCLEAR;
    }

    /** Notes which call rings an agent, as a webhook says. */
    void noted(LegTag tag, String sid) {
        remembered(tag).ringing.complete(new Ringing(true, sid));
    }

    /** Notes that a call is over, or about to be: what the engine does about it needs no request then. */
    void over(LegTag tag) {
        remembered(tag).over = true;
    }

    /** Ends the ringing, or the call if he has picked up. */
    CompletionStage<Void> stopRinging(OfferId offer, AgentId agent, String device) {
        LegTag tag = new LegTag(offer, agent);
        Leg leg = legs.get(tag);
        if (leg == null) {
            return endListed(tag, device, 0);
        }
        if (leg.over) {
            return CompletableFuture.completedStage(null);
        }
        return leg.ringing
                .thenCompose(known -> {
                    if (!known.made() || leg.over) {
                        return CompletableFuture.completedStage(null);
                    }
                    return known.sid().isEmpty() ? endListed(tag, device, 0) : end(known.sid());
                })
                .thenRun(() -> leg.over = true);
    }

    /** Looks the call up among those to the device. That there is none is a success. */
    private CompletionStage<Void> endListed(LegTag tag, String device, int status) {
        if (status == LIVE.size() || !ADDRESS.matcher(device).matches()) {
            return CompletableFuture.completedStage(null);
        }
        List<Parameter> filter = List.of(new Parameter("To", device), new Parameter("Status", LIVE.get(status)));
        return search.find(filter, call -> call.text("direction", "").equals("outbound-api"), tag::isIn)
                .thenCompose(result -> {
                    if (result instanceof CallSearch.Result.Found found) {
                        return end(found.sid());
                    }
                    return result instanceof CallSearch.Result.Failed failed
                            ? failed("the ringing could not be found: " + failed.why(), true)
                            : endListed(tag, device, status + 1);
                });
    }

    private CompletionStage<Void> end(String sid) {
        return redirects.send(sid, Purpose.END, List.of(new Parameter("Status", "completed")));
    }

    private void declined(LegTag tag) {
        scheduler.execute(() -> {
            try {
                reporters.lines().agentDeclined(tag.offer(), tag.agent(), "could not be rung");
            } catch (RuntimeException e) {
                // The offer's deadline comes.
                log.atWarn()
                        .setCause(e)
                        .addKeyValue("offer", tag.offer())
                        .log("an agent who cannot be rung is not kept");
            }
        });
    }

    private static CompletionStage<Void> failed(String why, boolean outcomeKnown) {
        return CompletableFuture.failedStage(new CarrierException(why, outcomeKnown));
    }
}
