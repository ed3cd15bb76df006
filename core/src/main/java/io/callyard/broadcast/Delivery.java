package io.callyard.broadcast;

import io.callyard.event.LoggedEvent;

/**
 * An event on its way to a subscriber.
 *
 * @param event the event
 * @param previous the number of the event before it that this subscriber's room shows, or its resume
 *     point if there was none since: whoever remembers the last number seen can tell that nothing is
 *     missing
 */
public record Delivery(LoggedEvent event, long previous) {}
