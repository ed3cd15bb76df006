package io.callyard.spi.store;

import io.callyard.model.Call;
import io.callyard.model.Campaign;
import io.callyard.model.CarrierAccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call and all that decides when it goes, as of one instant.
 *
 * @param call the call
 * @param position its place in the tenant's line, from 1, by type, priority and order of arrival; 0
 *     if it is not in the queue. Calls that are held back do not count as standing before others; a
 *     held call itself gets the place it would have now
 * @param lanePosition its place among the calls of its own lane, counted in the same way
 * @param totalInQueue how many calls of the tenant are in the queue
 * @param tenant the tenant's limits
 * @param account which carrier account it will use, or uses
 * @param accountUsage that account's limits
 * @param system the system's limit
 * @param campaign its campaign, if it has one; its {@code nextCallAt} is the lane's delay
 * @param now the instant
 */
public record CallSituation(
        Call call,
        long position,
        long lanePosition,
        long totalInQueue,
        TenantUsage tenant,
        CarrierAccountId account,
        AccountUsage accountUsage,
        SlotUsage system,
        @Nullable Campaign campaign,
        Instant now) {}
