package io.callyard.memory;

import io.callyard.event.InboundEvent;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreSignals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Mistakes in how a step on a floor is made: in parts, too early, too late, or not undone. */
final class WrongSteps {
    private WrongSteps() {}

    private static boolean apply(List<Consumer<Floor>> changes, Floor floor) {
        changes.forEach(change -> change.accept(floor));
        return true;
    }

    /** Keeps what a step had saved until it failed. */
    static final class KeepsHalfOfAFailedStep extends ForwardingStore {
        KeepsHalfOfAFailedStep(Store inner) {
            super(inner);
        }

        @Override
        public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
            List<RuntimeException> failures = new ArrayList<>();
            List<R> answers = new ArrayList<>();
            inner.onFloor(tenant, floor -> {
                try {
                    answers.add(step.apply(floor));
                } catch (IllegalStateException e) {
                    failures.add(e);
                }
                return true;
            });
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
            return answers.get(0);
        }
    }

    /** Passes a failure on as another one. */
    static final class WrapsErrors extends ForwardingStore {
        WrapsErrors(Store inner) {
            super(inner);
        }

        @Override
        public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
            try {
                return inner.onFloor(tenant, step);
            } catch (Error e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Shows a step the floor as it was when the step began. */
    static final class HidesItsOwnSaves extends ForwardingStore {
        HidesItsOwnSaves(Store inner) {
            super(inner);
        }

        @Override
        public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
            return inner.onFloor(tenant, floor -> {
                LateFloor late = new LateFloor(floor);
                R answer = step.apply(late);
                apply(late.saves, floor);
                apply(late.events, floor);
                return answer;
            });
        }
    }

    /** Lets a step look, and saves what it wants saved afterwards. */
    static final class LooksThenSaves extends ForwardingStore {
        private final Window window = new Window();

        LooksThenSaves(Store inner) {
            super(inner);
        }

        @Override
        public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
            List<LateFloor> late = new ArrayList<>();
            R answer = inner.viewFloor(tenant, view -> {
                late.add(new LateFloor(view));
                return step.apply(late.get(0));
            });
            window.pass();
            inner.onFloor(tenant, floor -> apply(late.get(0).saves, floor) && apply(late.get(0).events, floor));
            return answer;
        }
    }

    /** Saves one thing after the other, and lets readers in between. */
    static final class SavesOneByOne extends ForwardingStore {
        private final Window window = new Window();

        SavesOneByOne(Store inner) {
            super(inner);
        }

        @Override
        public synchronized <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
            List<LateFloor> late = new ArrayList<>();
            R answer = inner.onFloor(tenant, floor -> {
                late.add(new LateFloor(floor));
                return step.apply(late.get(0));
            });
            for (Consumer<Floor> save : late.get(0).saves) {
                inner.onFloor(tenant, floor -> apply(List.of(save), floor));
                window.pass();
            }
            return answer;
        }
    }

    /** Logs the events of a step after it. */
    static final class LogsAfterTheStep extends ForwardingStore {
        LogsAfterTheStep(Store inner) {
            super(inner);
        }

        @Override
        public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
            List<InboundEvent> events = new ArrayList<>();
            R answer = inner.onFloor(
                    tenant,
                    floor -> step.apply(new ForwardingFloor(floor) {
                        @Override
                        public void append(InboundEvent event) {
                            events.add(event);
                        }
                    }));
            inner.onFloor(tenant, floor -> {
                events.forEach(floor::append);
                return true;
            });
            return answer;
        }
    }

    /** Lets the time go on within a step. */
    static final class LooksAtTheClockAgain extends ForwardingStore {
        private final InstantSource clock;

        LooksAtTheClockAgain(Store inner, InstantSource clock) {
            super(inner);
            this.clock = clock;
        }

        @Override
        public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
            return inner.onFloor(
                    tenant,
                    floor -> step.apply(new ForwardingFloor(floor) {
                        @Override
                        public Instant now() {
                            return super.now().isAfter(clock.instant()) ? super.now() : clock.instant();
                        }
                    }));
        }
    }

    /** Tells a dead floor's time. */
    static final class RemembersTheTimeOfADeadFloor extends ForwardingStore {
        RemembersTheTimeOfADeadFloor(Store inner) {
            super(inner);
        }

        private static Floor remembering(FloorView floor) {
            Instant now = floor.now();
            return new ForwardingFloor(floor) {
                @Override
                public Instant now() {
                    return now;
                }
            };
        }

        @Override
        public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
            return inner.onFloor(tenant, floor -> step.apply(remembering(floor)));
        }
    }

    /** Makes a tenant before it makes the step. */
    static final class MakesTheTenantFirst extends ForwardingStore {
        MakesTheTenantFirst(Store inner) {
            super(inner);
        }

        @Override
        public <R> R onFloor(TenantId tenant, Function<Floor, R> step) {
            inner.onFloor(tenant, floor -> true);
            return inner.onFloor(tenant, step);
        }
    }

    /** Tells nobody of a step. */
    static final class TellsNobody extends ForwardingStore {
        TellsNobody(Store inner) {
            super(inner);
        }

        @Override
        public AutoCloseable onSignal(StoreSignals listener) {
            return () -> {};
        }
    }
}
