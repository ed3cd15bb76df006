package io.callyard.telephony.trials;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;

/** Somebody who writes down what is reported. */
public final class Notes implements CarrierReporter, InboundReporter {
    /** What was reported of calls. */
    public final List<CarrierReport> reports = new ArrayList<>();

    /** Who has come in. */
    public final List<Arrival> arrivals = new ArrayList<>();

    /** Everything in a few words each. */
    public final List<String> story = new ArrayList<>();

    /** Whether an agent who takes an offer gets it. */
    public boolean accepts = true;

    /** Whether nothing can be kept. */
    public boolean storeIsAway;

    /** Runs when somebody has come in. */
    public Runnable onArrival = () -> {};

    private void keep(String what) {
        if (storeIsAway) {
            throw new StoreUnavailableException("no store");
        }
        story.add(what);
    }

    @Override
    public void report(CarrierReport report) {
        keep(report.fact().getClass().getSimpleName());
        reports.add(report);
    }

    @Override
    public void arrived(TenantId tenant, Arrival arrival) {
        keep("arrived");
        arrivals.add(arrival);
        onArrival.run();
    }

    @Override
    public void pressed(CallerLine line, char digit) {
        keep("pressed " + digit);
    }

    @Override
    public void lineEnded(CallerLine line) {
        keep("line ended");
    }

    @Override
    public boolean agentAccepted(OfferId offer, AgentId agent) {
        keep("accepted by " + agent);
        return accepts;
    }

    @Override
    public void agentDeclined(OfferId offer, AgentId agent, String why) {
        keep("declined by " + agent + ": " + why);
    }

    @Override
    public void connected(OfferId offer) {
        keep("connected");
    }

    @Override
    public void notConnected(OfferId offer, String why) {
        keep("not connected: " + why);
    }

    @Override
    public void agentLineEnded(OfferId offer, AgentId agent) {
        keep("agent ended: " + agent);
    }
}
