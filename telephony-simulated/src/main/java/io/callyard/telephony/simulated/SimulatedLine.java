package io.callyard.telephony.simulated;

import io.callyard.model.TenantId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Utterance;
import io.callyard.spi.carrier.BridgeOrder;
import io.callyard.spi.carrier.LineEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One caller's line. One thread at a time. */
final class SimulatedLine {
    private final TenantId tenant;
    private final CallerLine line;
    private final Arrival arrival;
    private final Person person;
    private final Instant openedAt;
    private final List<LineRecord.Heard> heard = new ArrayList<>();
    private final List<BridgeOrder> bridges = new ArrayList<>();
    private @Nullable String music;
    private @Nullable Instant endedAt;
    private @Nullable LineEnd released;

    SimulatedLine(TenantId tenant, CallerLine line, Arrival arrival, Person person, Instant openedAt) {
        this.tenant = tenant;
        this.line = line;
        this.arrival = arrival;
        this.person = person;
        this.openedAt = openedAt;
    }

    CallerLine line() {
        return line;
    }

    Person person() {
        return person;
    }

    boolean isOpen() {
        return endedAt == null;
    }

    void hold(String what) {
        music = what;
    }

    void hear(Instant now, Utterance words) {
        heard.add(new LineRecord.Heard(now, words));
    }

    void bridged(BridgeOrder order) {
        bridges.add(order);
    }

    void end(Instant now, @Nullable LineEnd how) {
        endedAt = now;
        released = how;
    }

    LineRecord toRecord() {
        return new LineRecord(tenant, line, arrival, openedAt, music, heard, bridges, endedAt, released);
    }
}
