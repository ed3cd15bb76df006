package io.callyard.spi.store;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps inbound queues, callers, agents and offers.
 *
 * <p>All of a tenant's that stands on one {@link Floor}. What may happen there is decided by steps that the engine
 * brings; a store lets one step at a time onto a floor, and keeps all of what it saved or nothing. It never looks into
 * a caller or an agent beyond what finding and ordering need. So what a caller sees is the same on every store.
 *
 * <p>See {@link Store} for threads, time and errors.
 */
public interface InboundStore {

    /**
     * Runs a step on a tenant's floor. Steps of one tenant follow one another, over all users of the store, and changes
     * of the tenant's outbound calls do not come in between either. A tenant that nobody knew comes into being.
     *
     * @param step may run several times, of which one counts: it has no effect but on the floor. An exception of its
     *     own ends it without any effect, and is passed on
     * @return what the step returned
     */
    <R> R onFloor(TenantId tenant, Function<Floor, R> step);

    /** Reads a tenant's floor as of one instant. */
    <R> R viewFloor(TenantId tenant, Function<FloorView, R> reading);

    /**
     * Returns tenants on whose floors the time has come for a caller, an agent or an offer.
     *
     * @param max how many at most, the longest overdue first
     */
    List<TenantId> dueFloors(int max);

    /** Returns how long until {@link #dueFloors} has something; empty if nothing is in sight. */
    Optional<Duration> untilNextDueFloor();

    /** Finds a caller of any tenant, gone or not. For carriers' reports; never to answer a tenant. */
    Optional<Caller> callerAnywhere(CallerId caller);

    /** Finds a caller of any tenant by his line; the newest, if the carrier has used the id before. */
    Optional<Caller> callerOnLine(CarrierAccountId account, CarrierCallId call);

    /** Finds an offer of any tenant. For carriers' reports; never to answer a tenant. */
    Optional<Offer> offerAnywhere(OfferId offer);
}
