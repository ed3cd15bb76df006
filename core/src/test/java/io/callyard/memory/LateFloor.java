package io.callyard.memory;

import io.callyard.event.InboundEvent;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.QueueBook;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Notes what a step saves and appends, to be done later. */
class LateFloor extends ForwardingFloor {
    final List<Consumer<Floor>> saves = new ArrayList<>();
    final List<Consumer<Floor>> events = new ArrayList<>();

    LateFloor(FloorView inner) {
        super(inner);
    }

    @Override
    public void save(QueueBook queue) {
        saves.add(floor -> floor.save(queue));
    }

    @Override
    public void save(Caller caller) {
        saves.add(floor -> floor.save(caller));
    }

    @Override
    public void save(Agent agent) {
        saves.add(floor -> floor.save(agent));
    }

    @Override
    public void save(Offer offer) {
        saves.add(floor -> floor.save(offer));
    }

    @Override
    public void append(InboundEvent event) {
        events.add(floor -> floor.append(event));
    }
}
