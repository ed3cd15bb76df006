package io.callyard.outbound;

import io.callyard.model.WaitEstimate;

/**
 * Where a call stands in line.
 *
 * @param position from 1, by type, priority and order of arrival, over all of the tenant's calls in
 *     the queue
 * @param total how many calls of the tenant are in the queue
 * @param estimatedWait how long it will probably wait
 */
public record QueuePlace(long position, long total, WaitEstimate estimatedWait) {}
