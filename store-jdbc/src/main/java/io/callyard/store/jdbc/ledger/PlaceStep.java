package io.callyard.store.jdbc.ledger;

import io.callyard.machine.CallMachine;
import io.callyard.machine.Step;
import io.callyard.machine.Transition;
import io.callyard.model.Call;
import io.callyard.model.CampaignId;
import io.callyard.model.LaneId;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.UnknownCampaignException;
import io.callyard.store.jdbc.sql.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes calls in, all of one lane.
 *
 * @param tenant whose they are
 * @param lane where they will stand
 * @param calls the calls
 * @param machine decides each one's first state
 */
record PlaceStep(TenantId tenant, LaneId lane, List<NewCall> calls, CallMachine machine)
        implements TenantStep<List<Intake>> {

    /** Takes calls in. */
    static PlaceStep of(TenantId tenant, List<NewCall> calls, CallMachine machine) {
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("no calls to place");
        }
        LaneId lane = calls.get(0).request().lane();
        for (NewCall call : calls) {
            if (!call.request().tenant().equals(tenant)
                    || !call.request().lane().equals(lane)) {
                throw new IllegalArgumentException("calls taken in together belong to one tenant and lane");
            }
        }
        return new PlaceStep(tenant, lane, List.copyOf(calls), machine);
    }

    @Override
    public void want(Wanted wanted) {
        String key = LaneKey.of(lane);
        wanted.lanes.add(key);
        for (NewCall call : calls) {
            if (call.request().key() != null) {
                wanted.key(tenant, key, call.request().key());
            }
        }
    }

    @Override
    public List<Intake> run(TenantBook book, Session session) {
        requireOpen(book);
        Map<String, Call> known = knownKeys(book);
        List<Transition<Call>> admitted = new ArrayList<>(calls.size());
        List<Intake> intakes = new ArrayList<>(calls.size());
        long position = book.nextPosition;
        // First decide about all, then keep all: a bad one among them must leave nothing behind.
        for (NewCall newCall : calls) {
            @Nullable String key = newCall.request().key();
            Call old = key == null ? null : known.get(key);
            if (old != null) {
                intakes.add(new Intake(old, false));
                continue;
            }
            Transition<Call> transition = machine.admit(newCall, new Step(book.now, position));
            Call call = transition.state();
            position += call.position() == position ? 1 : 0;
            admitted.add(transition);
            intakes.add(new Intake(call, true));
            if (key != null) {
                known.put(key, call);
            }
        }
        admitted.forEach(book::add);
        return intakes;
    }

    private Map<String, Call> knownKeys(TenantBook book) {
        Map<String, Call> known = new HashMap<>();
        for (KeptCall kept : book.calls.values()) {
            Call call = kept.call();
            if (call.key() != null && call.lane().equals(lane)) {
                known.put(call.key(), call);
            }
        }
        return known;
    }

    private void requireOpen(TenantBook book) {
        CampaignId campaign = lane.campaign();
        LaneBook own = book.lanes.get(LaneKey.of(lane));
        if (own == null && campaign != null) {
            throw new UnknownCampaignException(campaign, "does not exist");
        }
        if (own == null) {
            throw new IllegalStateException("tenant " + tenant + " has no lane for " + lane + " calls");
        }
        if (campaign != null && own.isStopped()) {
            throw new UnknownCampaignException(campaign, "was stopped and takes no more calls");
        }
    }
}
