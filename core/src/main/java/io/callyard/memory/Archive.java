package io.callyard.memory;

import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.TenantId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ended calls, until they are forgotten. There are two generations; when the younger is full the older is
 * dropped as a whole. So forgetting never touches an old call, which would have gone cold, and between
 * {@code size} and twice as many calls can be found.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class Archive {
    private final int size;
    private Generation young = new Generation();
    private Generation old = new Generation();

    /**
     * Makes an empty one.
     *
     * @param size how many calls can be found at least
     */
    Archive(int size) {
        this.size = size;
    }

    /** A call as a carrier knows it. */
    record CarrierKey(CarrierAccountId account, CarrierCallId id) {
        /** Returns how the carrier knows the newest attempt of a call; null if it does not. */
        static @Nullable CarrierKey of(Call call) {
            CarrierCallId id = call.carrierCallId();
            return call.attempt() == null || id == null
                    ? null
                    : new CarrierKey(call.attempt().account(), id);
        }
    }

    private record IntakeKey(TenantId tenant, String key) {}

    private static final class Generation {
        final Map<CallId, Call> calls = new HashMap<>();
        final Map<IntakeKey, Call> byKey = new HashMap<>();
        final Map<CarrierKey, CallId> atCarrier = new HashMap<>();
    }

    /** Takes a call that is over. */
    void add(Call call) {
        if (young.calls.size() >= size) {
            old = young;
            young = new Generation();
        }
        young.calls.put(call.id(), call);
        if (call.key() != null) {
            young.byKey.put(new IntakeKey(call.tenant(), call.key()), call);
        }
        addCarrierKey(call);
    }

    /** Takes only how the carrier knows a call. */
    void addCarrierKey(Call call) {
        CarrierKey key = CarrierKey.of(call);
        if (key != null) {
            young.atCarrier.put(key, call.id());
        }
    }

    @Nullable
    Call find(CallId id) {
        Call call = young.calls.get(id);
        return call != null ? call : old.calls.get(id);
    }

    /** Finds a direct call by its key. */
    @Nullable
    Call find(TenantId tenant, String key) {
        IntakeKey intake = new IntakeKey(tenant, key);
        Call call = young.byKey.get(intake);
        return call != null ? call : old.byKey.get(intake);
    }

    @Nullable
    CallId find(CarrierKey key) {
        CallId id = young.atCarrier.get(key);
        return id != null ? id : old.atCarrier.get(key);
    }
}
