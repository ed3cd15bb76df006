package io.callyard.event;

import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import org.jspecify.annotations.Nullable;

/** Something that has happened to a queue, or to the inbound side of a tenant as a whole. */
public sealed interface QueueEvent extends InboundEvent {

    /**
     * A queue is there, or has other rules.
     *
     * @param queue which
     * @param settings its rules
     */
    record QueueChanged(QueueId queue, QueueSettings settings) implements QueueEvent {}

    /**
     * Somebody came and could not join the line.
     *
     * @param queue which
     * @param type what kind of caller
     * @param reason why, in words
     */
    record ArrivalRefused(QueueId queue, CallerType type, String reason) implements QueueEvent {}

    /**
     * A figure is beyond its bound.
     *
     * @param rule the alert rule
     * @param queue which queue; absent if it is about all
     * @param value the figure
     * @param bound its bound
     */
    record AlertRaised(String rule, @Nullable QueueId queue, double value, double bound) implements QueueEvent {}

    /**
     * A figure is good again.
     *
     * @param rule the alert rule
     * @param queue which queue; absent if it is about all
     * @param value the figure
     */
    record AlertCleared(String rule, @Nullable QueueId queue, double value) implements QueueEvent {}

    /**
     * A feature was switched off, because those who had it fared worse than the others.
     *
     * @param feature which
     * @param why in figures
     */
    record FeatureRolledBack(String feature, String why) implements QueueEvent {}
}
