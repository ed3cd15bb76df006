package io.callyard.store.jdbc.codec;

import io.callyard.event.QueueEvent.AlertCleared;
import io.callyard.event.QueueEvent.AlertRaised;
import io.callyard.event.QueueEvent.ArrivalRefused;
import io.callyard.event.QueueEvent.FeatureRolledBack;
import io.callyard.event.QueueEvent.QueueChanged;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.QueueId;
import java.util.List;

/** The events of inbound queues, and of the inbound side of a tenant as a whole. */
final class QueueEventKinds {
    static final List<EventKind<?>> ALL = List.of(
            new EventKind<>(
                    EventCodec.QUEUE_CHANGED,
                    QueueChanged.class,
                    (json, event) -> json.text("queue", event.queue())
                            .object("settings", event.settings(), QueueSettingsCodec::write),
                    json -> new QueueChanged(queue(json), json.object("settings", QueueSettingsCodec::read))),
            new EventKind<>(
                    EventCodec.ARRIVAL_REFUSED,
                    ArrivalRefused.class,
                    (json, event) -> json.text("queue", event.queue())
                            .text("type", event.type())
                            .text("reason", event.reason()),
                    json -> new ArrivalRefused(queue(json), json.text("type", CallerType::new), json.text("reason"))),
            new EventKind<>(
                    EventCodec.ALERT_RAISED,
                    AlertRaised.class,
                    (json, event) -> json.text("rule", event.rule())
                            .text("queue", event.queue())
                            .fraction("value", event.value())
                            .fraction("bound", event.bound()),
                    json -> new AlertRaised(
                            json.text("rule"),
                            json.textOrNull("queue", QueueId::new),
                            json.fraction("value"),
                            json.fraction("bound"))),
            new EventKind<>(
                    EventCodec.ALERT_CLEARED,
                    AlertCleared.class,
                    (json, event) -> json.text("rule", event.rule())
                            .text("queue", event.queue())
                            .fraction("value", event.value()),
                    json -> new AlertCleared(
                            json.text("rule"), json.textOrNull("queue", QueueId::new), json.fraction("value"))),
            new EventKind<>(
                    EventCodec.FEATURE_ROLLED_BACK,
                    FeatureRolledBack.class,
                    (json, event) -> json.text("feature", event.feature()).text("why", event.why()),
                    json -> new FeatureRolledBack(json.text("feature"), json.text("why"))));

    private QueueEventKinds() {}

    private static QueueId queue(JsonFields json) {
        return json.text("queue", QueueId::new);
    }
}
