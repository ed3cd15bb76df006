package io.callyard.inbound;

import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.Caller;

/**
 * Where a caller stands.
 *
 * @param caller the caller
 * @param position his place in line, from 1
 * @param length how many stand in line
 * @param estimate how long it will take from now
 */
public record CallerPlace(Caller caller, int position, int length, WaitEstimate estimate) {}
