package io.callyard.reception;

import io.callyard.event.QueueEvent.AlertCleared;
import io.callyard.event.QueueEvent.AlertRaised;
import io.callyard.inbound.AlertRule;
import io.callyard.inbound.InboundFigures;
import io.callyard.inbound.InboundSettings;
import io.callyard.model.inbound.QueueBook;
import java.util.Set;
import java.util.TreeSet;

/**
 * Raises alerts, and takes them back. What is raised is kept with the queue, so that of several nodes one raises it,
 * once.
 */
final class Watchman {
    private final InboundSettings settings;
    private final Meter meter;

    Watchman(InboundSettings settings, Meter meter) {
        this.settings = settings;
        this.meter = meter;
    }

    void look(FloorStep step) {
        for (QueueBook queue : step.floor().queues()) {
            look(step, queue);
        }
    }

    private void look(FloorStep step, QueueBook queue) {
        InboundFigures figures = meter.figures(step.floor(), queue);
        Set<String> raised = new TreeSet<>(queue.alerts());
        for (AlertRule rule : settings.alerts()) {
            double value = rule.valueIn(figures);
            boolean was = raised.contains(rule.name());
            boolean is = rule.isBad(value, was);
            if (is && !was) {
                raised.add(rule.name());
                step.append(new AlertRaised(rule.name(), queue.id(), value, rule.bound()));
            } else if (!is && was) {
                raised.remove(rule.name());
                step.append(new AlertCleared(rule.name(), queue.id(), value));
            }
        }
        if (!raised.equals(queue.alerts())) {
            step.keep(step.queue(queue.id()).alerting(raised));
        }
    }
}
