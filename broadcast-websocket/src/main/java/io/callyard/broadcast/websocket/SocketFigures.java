package io.callyard.broadcast.websocket;

/**
 * How sockets fare on this node.
 *
 * @param open how many are open
 * @param opened how many were let in since the start
 * @param refused how many were not: no valid token, wrong origin, too many
 * @param tooSlow how many were closed because their clients could not keep up
 * @param tokensLost how many were closed because their tokens ceased to be valid, logouts included
 * @param failedMessages how many messages of clients ended in an exception of their handlers
 */
public record SocketFigures(int open, long opened, long refused, long tooSlow, long tokensLost, long failedMessages) {}
