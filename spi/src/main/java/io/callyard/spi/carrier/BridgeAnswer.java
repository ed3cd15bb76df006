package io.callyard.spi.carrier;

/** How far a connection has come when a carrier has taken a {@link BridgeOrder}. */
public enum BridgeAnswer {
    /** They can talk. */
    TALKING,
    /** It is on its way; {@link InboundReporter#connected} or {@link InboundReporter#notConnected} follows. */
    UNDER_WAY
}
