package io.callyard.telephony.telnyx;

import io.callyard.model.AgentId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.http.CarrierHttp;
import io.callyard.telephony.http.Counts;
import org.jspecify.annotations.Nullable;

/** The driver's parts, wired. */
final class TelnyxParts {
    private final CarrierAccountId account;
    private final boolean signed;
    private final Scheduler scheduler;
    private final Counts counts = new Counts();
    private final CallPlacing placing;
    private final CallLookUp lookUps;
    private final Lines lines;
    private final AgentLegs legs;
    private final Bridging bridging;
    private final WebhookDesk desk;
    private volatile @Nullable InboundReporter inbound;

    TelnyxParts(TelnyxSettings settings, CarrierHttp http, Scheduler scheduler, @Nullable SignatureCheck signatures) {
        this.account = settings.account();
        this.signed = signatures != null;
        this.scheduler = scheduler;
        TelnyxApi api = new TelnyxApi(settings, http);
        Commands commands = new Commands(api, settings.voices(), scheduler);
        CallRecords records = new CallRecords(api, settings.connection());
        Dialing dialing = new Dialing(api, scheduler);
        Music music = new Music(commands, settings.music());
        LegMemory memory = new LegMemory();
        LineOrders orders = new LineOrders();
        placing = new CallPlacing(settings, dialing);
        lookUps = new CallLookUp(api, records, settings.connection(), scheduler);
        AfterBridge after = new AfterBridge(commands, records, scheduler, () -> inbound);
        lines = new Lines(commands, music, orders, scheduler, after::personHasGone);
        legs = new AgentLegs(settings, dialing, commands, records, memory, this::declined);
        bridging = new Bridging(api, commands, legs, orders, scheduler, after);
        OutboundCalls calls = new OutboundCalls(commands, scheduler, settings.detection());
        desk = new WebhookDesk(
                signatures,
                settings,
                scheduler,
                counts,
                new CallReports(settings, scheduler, records, calls, new Turns(settings.account(), api)),
                new LineReports(settings, commands, music),
                new AgentReports(settings, commands, memory, legs));
    }

    void startInbound(InboundReporter reports) {
        inbound = reports;
        desk.start(reports);
    }

    /** Not at once: the engine may be in the middle of asking. */
    private void declined(OfferId offer, AgentId agent, String why) {
        InboundReporter to = inbound;
        if (to != null) {
            InTheEnd.report(scheduler, () -> to.agentDeclined(offer, agent, why));
        }
    }

    CarrierAccountId account() {
        return account;
    }

    boolean isSigned() {
        return signed;
    }

    Counts counts() {
        return counts;
    }

    CallPlacing placing() {
        return placing;
    }

    CallLookUp lookUps() {
        return lookUps;
    }

    Lines lines() {
        return lines;
    }

    AgentLegs legs() {
        return legs;
    }

    Bridging bridging() {
        return bridging;
    }

    WebhookDesk desk() {
        return desk;
    }
}
