package io.callyard.reception;

import io.callyard.event.QueueEvent;
import io.callyard.event.QueueEvent.AlertCleared;
import io.callyard.event.QueueEvent.AlertRaised;
import io.callyard.inbound.AlertRule;
import io.callyard.inbound.InboundFigures;
import io.callyard.inbound.InboundSettings;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.spi.store.FloorView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

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

    /** Returns what there is to tell, as things stand. */
    List<QueueEvent> look(FloorView floor) {
        List<QueueEvent> news = new ArrayList<>();
        if (!settings.alerts().isEmpty()) {
            floor.queues().forEach(queue -> look(queue, meter.figures(floor, queue), news));
        }
        return news;
    }

    private void look(QueueBook queue, InboundFigures figures, List<QueueEvent> news) {
        for (AlertRule rule : settings.alerts()) {
            double value = rule.valueIn(figures);
            boolean was = queue.alerts().contains(rule.name());
            boolean is = rule.isBad(value, was);
            if (is && !was) {
                news.add(new AlertRaised(rule.name(), queue.id(), value, rule.bound()));
            } else if (!is && was) {
                news.add(new AlertCleared(rule.name(), queue.id(), value));
            }
        }
    }

    /** Tells it, unless another node was first. */
    void tell(FloorStep step, QueueEvent event) {
        if (event instanceof AlertRaised raised && raised.queue() != null) {
            tell(step, event, raised.queue(), alerts -> alerts.add(raised.rule()));
        } else if (event instanceof AlertCleared cleared && cleared.queue() != null) {
            tell(step, event, cleared.queue(), alerts -> alerts.remove(cleared.rule()));
        }
    }

    private static void tell(FloorStep step, QueueEvent event, QueueId id, Predicate<Set<String>> change) {
        QueueBook queue = step.queue(id);
        Set<String> alerts = new TreeSet<>(queue.alerts());
        if (change.test(alerts)) {
            step.keep(queue.alerting(alerts));
            step.append(event);
        }
    }
}
