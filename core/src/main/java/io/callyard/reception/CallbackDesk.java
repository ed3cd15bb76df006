package io.callyard.reception;

import io.callyard.callback.Callbacks;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.spi.store.Store;
import java.time.Instant;
import java.util.List;

/** Callbacks, on floors. */
final class CallbackDesk implements Callbacks {
    private static final int MOST = 1_000;

    private final Store store;
    private final Reception reception;
    private final CallbackSteps steps;

    CallbackDesk(Store store, Reception reception, CallbackSteps steps) {
        this.store = store;
        this.reception = reception;
        this.steps = steps;
    }

    @Override
    public boolean request(TenantId tenant, CallerId id, PhoneNumber number) {
        return reception.run(tenant, step -> {
            Caller caller = step.caller(id);
            return caller != null && steps.promise(step, caller, number);
        });
    }

    @Override
    public boolean reschedule(TenantId tenant, CallerId id, Instant notBefore) {
        return reception.run(tenant, step -> {
            Caller caller = step.caller(id);
            return caller != null && steps.reschedule(step, caller, notBefore);
        });
    }

    @Override
    public boolean cancel(TenantId tenant, CallerId id) {
        return reception.run(tenant, step -> {
            Caller caller = step.caller(id);
            return caller != null && steps.cancel(step, caller);
        });
    }

    @Override
    public List<Caller> open(TenantId tenant) {
        return store.viewFloor(tenant, floor -> floor.callbacks(MOST));
    }
}
