package io.callyard.model.inbound;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;

/**
 * The open line of somebody who called us.
 *
 * @param account on which carrier account
 * @param call the carrier's id of the call
 */
public record CallerLine(CarrierAccountId account, CarrierCallId call) {}
