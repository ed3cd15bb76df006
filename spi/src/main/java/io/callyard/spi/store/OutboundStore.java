package io.callyard.spi.store;

import io.callyard.machine.CallChange;
import io.callyard.machine.CampaignChange;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps outbound calls, their lanes and their limits.
 *
 * <p>What may happen to a call is decided by the pure functions of {@code io.callyard.machine}; a
 * store locks, applies, keeps the result, moves the counters that follow from it and appends the
 * events, all or nothing. It never looks into a call beyond what ordering and counting need.
 *
 * <p><b>Limits.</b> At every instant the calls that {@linkplain
 * io.callyard.model.CallState#holdsSlot() hold a slot} are at most as many as the limits of their
 * lane, tenant, carrier account and of the system allow, over all users of the store; {@link
 * #claim} is the only way to a slot. A limit that is lowered ends no call.
 *
 * <p><b>Order.</b> Within a tenant the call that goes next is the first by type rank, then priority
 * (higher first), then position, among calls that are in the queue, not held, and whose lane is
 * open: its campaign runs, its limit and its tenant's limit for that type leave room, its delay is
 * over and its carrier account may start a call. Between tenants with something to do, the one
 * served longest ago goes first.
 *
 * <p>See {@link Store} for threads, time and errors.
 */
public interface OutboundStore extends CallIntake {

    // Work

    /**
     * Reserves slots: brings calls whose time has come into the queue, then takes the next calls in
     * order while the limits allow.
     *
     * @return what was claimed, in the order it was claimed; empty if nothing can be claimed now
     */
    List<Claimed> claim(ClaimOrder order);

    /**
     * Lets the store claim along with changes that are asked for here, where that costs it less than a claim of its
     * own: a call that is taken in and may go at once, or the next in line when a change frees a slot, is reserved in
     * the same step. All that {@link #claim} promises holds. What a store does not claim in this way goes with the next
     * claim; a store may leave it out altogether, as this one does unless it says otherwise. There is one such order at
     * a time: another takes its place.
     *
     * @param wish asked before a change what may be claimed along with it; empty if nothing may. What was claimed is
     *     given to its taker on the same thread, when the change is made and before it is answered
     * @return ends it
     */
    default AutoCloseable claimAlong(Supplier<Optional<StandingOrder>> wish) {
        return () -> {};
    }

    /**
     * Returns how long until time alone makes work for {@link #claim} or {@link #overdue}.
     *
     * @param leftAlone accounts on which the asker will claim nothing
     * @return zero if there may be work now; empty if none is in sight
     */
    Optional<Duration> untilNextWork(Set<CarrierAccountId> leftAlone);

    /**
     * Takes live calls whose {@code attentionAt} has come, and puts it off, so that of several users
     * one looks after each call.
     *
     * @param max how many at most, the longest overdue first
     * @param putOff how long until the same call may be taken again
     */
    List<Call> overdue(int max, Duration putOff);

    /**
     * Changes a call.
     *
     * @param onceKey if present, a change with the same key is applied to the call only once, as long
     *     as the call holds a slot
     * @return the call after the change and what has happened; empty if there is no such call
     */
    Optional<Changed> update(TenantId tenant, CallId call, @Nullable String onceKey, CallChange change);

    /**
     * Changes calls of a campaign that wait for a slot or their time.
     *
     * @param max how many at most
     * @return the changes; fewer than {@code max} if no more wait
     */
    List<Changed> updateWaiting(TenantId tenant, CampaignId campaign, int max, CallChange change);

    // Limits

    /** Sets a tenant's limits, from now on. Live calls go on. */
    void setTenantLimits(TenantId tenant, TenantLimits limits);

    /** Sets a carrier account's limits, from now on. Live calls go on. */
    void setAccountLimits(CarrierAccountId account, AccountLimits limits);

    /** Sets how many calls may be live in the whole system, from now on. Live calls go on. */
    void setSystemLimit(int maxLive);

    /** Returns a tenant's limits and how much of them is used. */
    TenantUsage tenantUsage(TenantId tenant);

    /** Returns a carrier account's limits and how much of them is used. */
    AccountUsage accountUsage(CarrierAccountId account);

    /** Returns the system's limit and how much of it is used. */
    SlotUsage systemUsage();

    // Campaigns

    /**
     * Keeps a new campaign as a draft.
     *
     * @return the campaign; empty if the tenant has one with this id
     */
    Optional<Campaign> createCampaign(TenantId tenant, CampaignId id, CampaignSettings settings);

    /**
     * Changes a campaign's status or rules.
     *
     * @return the campaign after the change, and whether anything changed; empty if there is none
     */
    Optional<CampaignAnswer> updateCampaign(TenantId tenant, CampaignId campaign, CampaignChange change);

    /** Finds a campaign. */
    Optional<Campaign> campaign(TenantId tenant, CampaignId campaign);

    /** Returns a tenant's campaigns, oldest first. */
    List<Campaign> campaigns(TenantId tenant);

    /**
     * Returns campaigns of any tenant that were stopped while calls of theirs still wait.
     *
     * @param max how many at most
     */
    List<Campaign> stoppedWithWaitingCalls(int max);

    // Reading

    /** Finds a call of a tenant. */
    Optional<Call> find(TenantId tenant, CallId call);

    /** Finds a call of any tenant. For carriers' reports; never to answer a tenant. */
    Optional<Call> findAnywhere(CallId call);

    /** Finds the call that a carrier knows by {@code id}. */
    Optional<Call> findAtCarrier(CarrierAccountId account, CarrierCallId id);

    /** Returns a call together with all that decides when it goes, read in one step. */
    Optional<CallSituation> situation(TenantId tenant, CallId call);

    /** Counts a tenant's calls by type and state. */
    CallCounts counts(TenantId tenant);

    /** Returns the call of {@code type} that is first in line, whether or not it may go now. */
    Optional<Call> nextInLine(TenantId tenant, CallType type);

    /** Returns the call of a campaign that goes first of those that wait: in line, else held, else scheduled. */
    Optional<Call> nextInCampaign(TenantId tenant, CampaignId campaign);

    /** Returns a tenant's live calls, the longest live first. */
    List<Call> liveCalls(TenantId tenant);
}
