package io.callyard.telephony.twilio;

import io.callyard.model.CarrierCallId;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.Counts;
import io.callyard.telephony.twilio.Redirects.Purpose;
import io.callyard.telephony.twilio.TwilioApi.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what Twilio reports about outbound calls. Twilio brings it in any order, twice, late; the engine takes the
 * furthest, so nothing is remembered here.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class CallReports {
    private static final Logger log = LoggerFactory.getLogger(CallReports.class);

    /** How long the verdict about who has answered may come after the end of the call. */
    private static final Duration VERDICT = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 9;

    private final TwilioSettings settings;
    private final Reporters reporters;
    private final Redirects redirects;
    private final Scheduler scheduler;
    private final Counts counts;

    CallReports(TwilioSettings settings, Reporters reporters, Redirects redirects, Scheduler scheduler, Counts counts) {
        this.settings = settings;
        this.reporters = reporters;
        this.redirects = redirects;
        this.scheduler = scheduler;
        this.counts = counts;
    }

    /** How far a call has come. */
    WebhookResponse status(Webhook webhook) {
        CallTag tag = CallTag.of(webhook);
        String sid = webhook.callSid();
        String answeredBy = webhook.theirs("AnsweredBy");
        Optional<Fact> fact = Outcomes.of(webhook.theirs("CallStatus"), answeredBy, webhook.theirs("SipResponseCode"));
        if (fact.isEmpty()) {
            counts.add("ignored: an unknown call status");
        } else if (fact.get() instanceof Fact.Ended ended) {
            ended(tag, sid, ended, settings.detection() && answeredBy.isEmpty());
        } else {
            report(tag, sid, fact.get());
        }
        return Documents.taken();
    }

    private void ended(CallTag tag, String sid, Fact.Ended ended, boolean verdictIsMissing) {
        boolean talked = ended.outcome() == Outcome.COMPLETED || ended.outcome() == Outcome.MACHINE;
        if (talked) {
            // Twilio calls nothing else completed. The report that said so may be late or lost.
            report(tag, sid, new Fact.Answered());
        }
        if (talked && verdictIsMissing) {
            // If this node dies meanwhile, the engine asks after the call.
            scheduler.schedule(VERDICT, () -> reportInTheEnd(tag, sid, ended, 0));
        } else {
            report(tag, sid, ended);
        }
    }

    /** Who or what has answered. */
    @SuppressWarnings("FutureReturnValueIgnored") // it goes on in the callback
    WebhookResponse detection(Webhook webhook) {
        CallTag tag = CallTag.of(webhook);
        String sid = webhook.callSid();
        String answeredBy = webhook.theirs("AnsweredBy");
        if (Outcomes.isMachine(answeredBy)) {
            report(tag, sid, new Fact.Answered());
            // Nobody is there to be talked to. A call that is over already is a success as well.
            redirects
                    .send(sid, Purpose.END, List.of(new Parameter("Status", "completed")))
                    .whenComplete((done, failure) -> {
                        if (failure == null) {
                            scheduler.execute(() -> reportInTheEnd(tag, sid, Outcomes.machine(answeredBy), 0));
                        } else {
                            log.atInfo()
                                    .addKeyValue("call", tag.call())
                                    .log("a machine is not hung up: {}", failure.toString());
                        }
                    });
        }
        return Documents.taken();
    }

    /** What no webhook brings again is tried again while the store is away; then the engine asks after the call. */
    private void reportInTheEnd(CallTag tag, String sid, Fact fact, int tries) {
        try {
            report(tag, sid, fact);
        } catch (RuntimeException e) {
            if (tries == MOST_TRIES) {
                log.atWarn().setCause(e).addKeyValue("call", tag.call()).log("the end of a call could not be kept");
            } else {
                scheduler.schedule(
                        FIRST_PAUSE.multipliedBy(1L << tries), () -> reportInTheEnd(tag, sid, fact, tries + 1));
            }
        }
    }

    private void report(CallTag tag, String sid, Fact fact) {
        reporters
                .calls()
                .report(new CarrierReport(
                        settings.account(), tag.call(), tag.attempt(), new CarrierCallId(sid), fact, null));
    }
}
