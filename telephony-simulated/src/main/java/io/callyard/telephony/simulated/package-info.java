/**
 * A carrier without a network: {@link io.callyard.telephony.simulated.SimulatedCarrier}.
 *
 * <p>How its calls go is a {@link io.callyard.telephony.simulated.Behaviour}, what goes wrong is
 * {@link io.callyard.telephony.simulated.Faults}, and what really happened, whatever anybody was
 * told, is in its {@link io.callyard.telephony.simulated.CarrierLog}.
 */
@NullMarked
package io.callyard.telephony.simulated;

import org.jspecify.annotations.NullMarked;
