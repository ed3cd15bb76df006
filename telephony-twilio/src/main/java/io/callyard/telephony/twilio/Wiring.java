package io.callyard.telephony.twilio;

import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.CarrierHttp;
import io.callyard.telephony.http.Counts;

/** Puts the driver's parts together. */
final class Wiring {
    private final TwilioSettings settings;
    private final Scheduler scheduler;
    private final Counts counts = new Counts();
    private final Reporters reporters = new Reporters();
    private final Openings openings = new Openings();
    private final WebhookWatch watch;

    Wiring(TwilioSettings settings, Scheduler scheduler) {
        this.settings = settings;
        this.scheduler = scheduler;
        watch = new WebhookWatch(scheduler, counts, settings.urls().publicUrl());
    }

    TwilioTelephony.Parts parts(CarrierHttp http, Access access) {
        TwilioApi api = new TwilioApi(http, access, counts);
        Redirects redirects = new Redirects(api, scheduler);
        CallerDocuments documents = new CallerDocuments(settings);
        AgentLegs legs = new AgentLegs(api, redirects, settings, reporters, scheduler);
        return new TwilioTelephony.Parts(
                counts,
                reporters,
                redirects,
                new CallPlacing(api, settings, watch),
                new CallLookUp(api),
                new Lines(redirects, settings.urls(), documents, openings),
                legs,
                desk(access, api, redirects, documents, legs));
    }

    private WebhookDesk desk(
            Access access, TwilioApi api, Redirects redirects, CallerDocuments documents, AgentLegs legs) {
        SignatureCheck signatures = access.tokens() == null
                ? null
                : new SignatureCheck(settings.urls().publicUrl(), access.tokens());
        CallReports calls = new CallReports(settings, reporters, redirects, scheduler, counts);
        CallerDesk callers = new CallerDesk(settings, reporters, documents, openings, counts);
        AgentDesk agents = new AgentDesk(settings, reporters, new AgentDocuments(settings), legs, api);
        return new WebhookDesk(signatures, new Complaints(scheduler, counts), watch, counts)
                .on(Path.STATUS, calls::status)
                .on(Path.DETECTION, calls::detection)
                .on(Path.OUTBOUND, webhook -> Documents.of(CallerDocuments.silence()))
                .on(Path.VOICE, callers::arrived)
                .on(Path.WAIT, callers::waits)
                .on(Path.LEFT, callers::left)
                .on(Path.DIGIT, callers::pressed)
                .on(Path.LINE_STATUS, callers::status)
                .on(Path.VOICEMAIL, webhook -> Documents.of(CallerDocuments.hangUp()))
                .on(Path.AFTER, callers::after)
                .on(Path.JOINED, agents::joined)
                .on(Path.AGENT, agents::answered)
                .on(Path.AGENT_KEY, agents::pressed)
                .on(Path.AGENT_WAIT, agents::waits)
                .on(Path.AGENT_LEFT, agents::left)
                .on(Path.AGENT_STATUS, agents::status);
    }
}
