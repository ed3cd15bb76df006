package io.callyard.spi.agent;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.DeviceState;
import java.util.concurrent.CompletionStage;

/**
 * Finds out whether an agent's device can be rung: whether his softphone is registered, his browser connected, his
 * program up.
 *
 * <p>Asked before an offer, never during one; an answer is believed for some seconds. It never costs a caller anything:
 * the engine limits the time of an answer, and where this throws, answers null, fails or is late, the device is {@link
 * DeviceState#UNKNOWN}. It may be asked at any time and often, so it must not have an effect of its own.
 *
 * <p><b>Threads.</b> Safe for many threads; it may block, outside any transaction. One that hangs keeps a worker of the
 * engine's busy, nothing else.
 */
@FunctionalInterface
public interface DeviceProbe {
    /**
     * Asks after a device.
     *
     * @param tenant whose agent it is
     * @param agent who
     * @param device where he is rung, as his profile says: an address that the carrier driver understands; may be empty
     *     if the application rings him itself
     */
    CompletionStage<DeviceState> probe(TenantId tenant, AgentId agent, String device);
}
