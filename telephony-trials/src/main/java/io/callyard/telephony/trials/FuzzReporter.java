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
import java.util.SplittableRandom;

/** Somebody who counts what is reported, and whose store is away at times. */
public final class FuzzReporter implements CarrierReporter, InboundReporter {
    private static final double AWAY = 0.02;

    private final SplittableRandom random;
    private long told;
    private long failed;

    /** Makes one that draws from {@code random}. */
    public FuzzReporter(SplittableRandom random) {
        this.random = random;
    }

    /** Returns how often something was reported. */
    public long told() {
        return told;
    }

    /** Returns how often that could not be kept. */
    public long failed() {
        return failed;
    }

    private void keep() {
        told++;
        if (random.nextDouble() < AWAY) {
            failed++;
            throw new StoreUnavailableException("no store");
        }
    }

    @Override
    public void report(CarrierReport report) {
        keep();
    }

    @Override
    public void arrived(TenantId tenant, Arrival arrival) {
        keep();
    }

    @Override
    public void pressed(CallerLine line, char digit) {
        keep();
    }

    @Override
    public void lineEnded(CallerLine line) {
        keep();
    }

    @Override
    public boolean agentAccepted(OfferId offer, AgentId agent) {
        keep();
        return random.nextBoolean();
    }

    @Override
    public void agentDeclined(OfferId offer, AgentId agent, String why) {
        keep();
    }

    @Override
    public void connected(OfferId offer) {
        keep();
    }

    @Override
    public void notConnected(OfferId offer, String why) {
        keep();
    }

    @Override
    public void agentLineEnded(OfferId offer, AgentId agent) {
        keep();
    }
}
