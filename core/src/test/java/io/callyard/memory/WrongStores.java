package io.callyard.memory;

import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.Transition;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Limits;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreSignals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Mistakes made around a right store: what is checked apart from what is done, what is left out. */
final class WrongStores {
    private WrongStores() {}

    /** Looks whether there is room, then takes a slot: two steps where one is needed. */
    static final class CountsBeforeItLocks extends ForwardingStore {
        private final Map<TenantId, Integer> limits = new ConcurrentHashMap<>();
        private final Window window = new Window();

        CountsBeforeItLocks(Store inner) {
            super(inner);
        }

        @Override
        public void setTenantLimits(TenantId tenant, TenantLimits value) {
            limits.put(tenant, value.maxLive());
            super.setTenantLimits(tenant, value.withMaxLive(Limits.UNLIMITED));
        }

        @Override
        public List<Claimed> claim(ClaimOrder order) {
            List<Claimed> claimed = new ArrayList<>();
            while (claimed.size() < order.max() && hasRoom()) {
                window.pass();
                List<Claimed> one = super.claim(new ClaimOrder(order.node(), 1, Map.of(), order.machine()));
                if (one.isEmpty()) {
                    break;
                }
                claimed.addAll(one);
            }
            return claimed;
        }

        private boolean hasRoom() {
            return limits.entrySet().stream()
                    .anyMatch(limit -> tenantUsage(limit.getKey()).live() < limit.getValue());
        }
    }

    /** Looks whether a key was used, then applies the change. */
    static final class LooksForTheOnceKeyFirst extends ForwardingStore {
        private final Set<String> used = ConcurrentHashMap.newKeySet();
        private final Window window = new Window();

        LooksForTheOnceKeyFirst(Store inner) {
            super(inner);
        }

        @Override
        public Optional<Changed> update(TenantId tenant, CallId call, String onceKey, CallChange change) {
            boolean again = onceKey != null && used.contains(call + onceKey);
            window.pass();
            Optional<Changed> changed =
                    super.update(tenant, call, null, again ? (any, step) -> Transition.unchanged(any) : change);
            used.add(call + onceKey);
            return changed;
        }
    }

    /** Shows some events late, as an identity column read without a lock does. */
    static final class ShowsSomeEventsLate extends ForwardingStore {
        private final Set<LoggedEvent> shown = ConcurrentHashMap.newKeySet();

        ShowsSomeEventsLate(Store inner) {
            super(inner);
        }

        @Override
        public List<LoggedEvent> read(TenantId tenant, long after, int max) {
            return super.read(tenant, after, max).stream()
                    .filter(event -> event.seq() % 7 != 0 || !shown.add(event))
                    .toList();
        }
    }

    /** Leaves a number out. */
    static final class SkipsANumber extends ForwardingStore {
        SkipsANumber(Store inner) {
            super(inner);
        }

        @Override
        public List<LoggedEvent> read(TenantId tenant, long after, int max) {
            return super.read(tenant, Math.max(0, after - 1), max).stream()
                    .map(event -> event.seq() < 5
                            ? event
                            : new LoggedEvent(tenant, event.seq() + 1, event.at(), event.event()))
                    .filter(event -> event.seq() > after)
                    .toList();
        }

        @Override
        public long lastSeq(TenantId tenant) {
            long last = super.lastSeq(tenant);
            return last < 5 ? last : last + 1;
        }
    }

    /** Finds a call for whoever knows its id. */
    static final class FindsCallsOfAnybody extends ForwardingStore {
        FindsCallsOfAnybody(Store inner) {
            super(inner);
        }

        @Override
        public Optional<Call> find(TenantId tenant, CallId call) {
            return findAnywhere(call);
        }
    }

    /** Changes a call for whoever knows its id. */
    static final class ChangesCallsOfAnybody extends ForwardingStore {
        ChangesCallsOfAnybody(Store inner) {
            super(inner);
        }

        @Override
        public Optional<Changed> update(TenantId tenant, CallId call, String onceKey, CallChange change) {
            TenantId owner = findAnywhere(call).map(Call::tenant).orElse(tenant);
            return super.update(owner, call, onceKey, change);
        }
    }

    /** Knows no pace. */
    static final class IgnoresThePace extends ForwardingStore {
        IgnoresThePace(Store inner) {
            super(inner);
        }

        @Override
        public void setAccountLimits(CarrierAccountId account, AccountLimits limits) {
            super.setAccountLimits(account, new AccountLimits(limits.maxLive(), Double.POSITIVE_INFINITY));
        }
    }

    /** Knows no quotas. */
    static final class IgnoresQuotas extends ForwardingStore {
        IgnoresQuotas(Store inner) {
            super(inner);
        }

        @Override
        public List<Claimed> claim(ClaimOrder order) {
            return super.claim(new ClaimOrder(order.node(), order.max(), Map.of(), order.machine()));
        }
    }

    /** Applies a change as often as it comes. */
    static final class IgnoresOnceKeys extends ForwardingStore {
        IgnoresOnceKeys(Store inner) {
            super(inner);
        }

        @Override
        public Optional<Changed> update(TenantId tenant, CallId call, String onceKey, CallChange change) {
            return super.update(tenant, call, null, change);
        }
    }

    /** Hands a call that somebody looks after to the next who asks. */
    static final class PutsNothingOff extends ForwardingStore {
        PutsNothingOff(Store inner) {
            super(inner);
        }

        @Override
        public List<Call> overdue(int max, Duration putOff) {
            return super.overdue(max, Duration.ZERO);
        }
    }

    /** Tells of new calls only. */
    static final class TellsNothingOfFreeSlots extends ForwardingStore {
        private StoreSignals listener;

        TellsNothingOfFreeSlots(Store inner) {
            super(inner);
        }

        @Override
        public AutoCloseable onSignal(StoreSignals told) {
            listener = told;
            return () -> listener = null;
        }

        @Override
        public List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
            List<Intake> answers = super.place(tenant, calls, machine);
            if (listener != null) {
                listener.eventsAppended(tenant);
                listener.workAvailable();
            }
            return answers;
        }
    }

    /** One slot too many. */
    static final class LetsOneMoreGo extends ForwardingStore {
        LetsOneMoreGo(Store inner) {
            super(inner);
        }

        @Override
        public void setTenantLimits(TenantId tenant, TenantLimits limits) {
            super.setTenantLimits(tenant, limits.withMaxLive(limits.maxLive() + 1));
        }
    }

    /** No floor. */
    static final class IgnoresTheFloor extends ForwardingStore {
        IgnoresTheFloor(Store inner) {
            super(inner);
        }

        @Override
        public void setTenantLimits(TenantId tenant, TenantLimits limits) {
            super.setTenantLimits(tenant, limits.withDirectFloor(0));
        }
    }
}
