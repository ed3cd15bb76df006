package io.callyard.memory;

import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.QueueId;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Store;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Mistakes in what a floor shows. */
final class WrongFloors {
    private static final int ALL = 100_000;

    private WrongFloors() {}

    /** Shows each step and each reading a wrong floor. */
    static final class Showing extends ForwardingStore {
        private final Function<FloorView, ForwardingFloor> wrong;

        Showing(Store inner, Function<FloorView, ForwardingFloor> wrong) {
            super(inner);
            this.wrong = wrong;
        }

        @Override
        public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
            return inner.onFloor(tenant, floor -> step.apply(wrong.apply(floor)));
        }

        @Override
        public <R> R viewFloor(TenantId tenant, Function<FloorView, R> reading) {
            return inner.viewFloor(tenant, floor -> reading.apply(wrong.apply(floor)));
        }
    }

    /** Orders ids of one key as Java orders UUIDs: with a sign. */
    static final class OrdersIdsWithASign extends ForwardingFloor {
        OrdersIdsWithASign(FloorView inner) {
            super(inner);
        }

        @Override
        public List<Caller> line(QueueId queue, int max) {
            return super.line(queue, ALL).stream()
                    .sorted(Comparator.comparing(
                                    (Caller caller) -> caller.place().key())
                            .thenComparing(caller -> caller.id().value()))
                    .limit(max)
                    .toList();
        }
    }

    /** Takes whoever is offered out of the line. */
    static final class LetsTheOfferedOutOfTheLine extends ForwardingFloor {
        LetsTheOfferedOutOfTheLine(FloorView inner) {
            super(inner);
        }

        @Override
        public List<Caller> line(QueueId queue, int max) {
            return super.line(queue, max).stream()
                    .filter(caller -> caller.state() == CallerState.WAITING)
                    .toList();
        }
    }

    /** Counts a caller among those before him. */
    static final class CountsHimAheadOfHimself extends ForwardingFloor {
        CountsHimAheadOfHimself(FloorView inner) {
            super(inner);
        }

        @Override
        public int ahead(Caller caller) {
            return (int) line(caller.queue(), ALL).stream()
                    .filter(other -> other.compareTo(caller) <= 0)
                    .count();
        }
    }

    /** Takes those for due whose time has passed, not those whose time it is. */
    static final class IsAMomentLate extends ForwardingFloor {
        IsAMomentLate(FloorView inner) {
            super(inner);
        }

        @Override
        public List<Caller> dueCallers(int max) {
            return super.dueCallers(max).stream()
                    .filter(caller -> caller.attentionAt().isBefore(now()))
                    .toList();
        }
    }

    /** Lists callbacks as they stand in line. */
    static final class OrdersCallbacksByPlace extends ForwardingFloor {
        OrdersCallbacksByPlace(FloorView inner) {
            super(inner);
        }

        @Override
        public List<Caller> callbacks(int max) {
            return super.callbacks(ALL).stream().sorted().limit(max).toList();
        }
    }

    /** Looks at those who are gone as far back as it can. */
    static final class ForgetsSince extends ForwardingFloor {
        ForgetsSince(FloorView inner) {
            super(inner);
        }

        @Override
        public Optional<Caller> lastLeft(QueueId queue, PhoneNumber number, Instant since) {
            return super.lastLeft(queue, number, Instant.EPOCH);
        }
    }

    /** Decides who is ready when he is saved. */
    static final class DecidesReadinessWhenSaved extends ForwardingFloor {
        DecidesReadinessWhenSaved(FloorView inner) {
            super(inner);
        }

        @Override
        public List<Agent> readyAgents(int max) {
            return super.readyAgents(ALL).stream()
                    .filter(agent -> agent.isReadyAt(agent.updatedAt()))
                    .limit(max)
                    .toList();
        }
    }

    /** Forgets who has gone at once. */
    static final class ForgetsAtOnce extends ForwardingFloor {
        ForgetsAtOnce(FloorView inner) {
            super(inner);
        }

        @Override
        public Optional<Caller> caller(CallerId caller) {
            return super.caller(caller).filter(found -> found.state() != CallerState.ENDED);
        }
    }

    /** Finds callers of anybody, gone or not: what all floors of a store have saved. */
    static final class FindsAnybody extends ForwardingFloor {
        private final Map<CallerId, Caller> saved;

        private FindsAnybody(FloorView inner, Map<CallerId, Caller> saved) {
            super(inner);
            this.saved = saved;
        }

        static Function<FloorView, ForwardingFloor> ofOneStore() {
            Map<CallerId, Caller> saved = new ConcurrentHashMap<>();
            return inner -> new FindsAnybody(inner, saved);
        }

        @Override
        public void save(Caller caller) {
            saved.put(caller.id(), caller);
            super.save(caller);
        }

        @Override
        public Optional<Caller> caller(CallerId caller) {
            return Optional.ofNullable(saved.get(caller));
        }

        @Override
        public Optional<Caller> callerOn(CallerLine line) {
            return saved.values().stream()
                    .filter(caller -> line.equals(caller.arrival().line()))
                    .findFirst();
        }
    }

    /** Looks after callers and agents, and forgets that offers have a deadline. */
    static final class ForgetsDeadlines extends ForwardingStore {
        ForgetsDeadlines(Store inner) {
            super(inner);
        }

        @Override
        public List<TenantId> dueFloors(int max) {
            return inner.dueFloors(ALL).stream()
                    .filter(tenant -> inner.viewFloor(
                            tenant,
                            floor -> !floor.dueCallers(1).isEmpty()
                                    || !floor.dueAgents(1).isEmpty()))
                    .limit(max)
                    .toList();
        }
    }
}
