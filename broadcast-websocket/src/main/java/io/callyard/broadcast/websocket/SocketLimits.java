package io.callyard.broadcast.websocket;

/**
 * How much of something there may be. What is beyond is closed, never waited for.
 *
 * @param perUser sockets of one user at once
 * @param perTenant sockets of one tenant at once
 * @param perAddress sockets from one network address at once, where the address is known
 * @param perNode sockets on this node at once
 * @param messagesPerMinute messages that a client may send in any minute
 * @param messageBytes the largest message that a client may send, in bytes
 */
public record SocketLimits(
        int perUser, int perTenant, int perAddress, int perNode, int messagesPerMinute, int messageBytes) {
    /** 20 sockets per user, 1,000 per tenant, 200 per address, 20,000 per node; 100 messages a minute of 64 KB. */
    public static final SocketLimits DEFAULT = new SocketLimits(20, 1_000, 200, 20_000, 100, 64 * 1024);

    public SocketLimits {
        requirePositive(perUser, "perUser");
        requirePositive(perTenant, "perTenant");
        requirePositive(perAddress, "perAddress");
        requirePositive(perNode, "perNode");
        requirePositive(messagesPerMinute, "messagesPerMinute");
        requirePositive(messageBytes, "messageBytes");
    }

    /** These limits with other numbers of sockets. */
    public SocketLimits withSockets(int ofUser, int ofTenant, int ofAddress, int ofNode) {
        return new SocketLimits(ofUser, ofTenant, ofAddress, ofNode, messagesPerMinute, messageBytes);
    }

    /** These limits with other bounds of what a client may send. */
    public SocketLimits withMessages(int perMinute, int bytes) {
        return new SocketLimits(perUser, perTenant, perAddress, perNode, perMinute, bytes);
    }

    private static void requirePositive(int value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, but was " + value);
        }
    }
}
