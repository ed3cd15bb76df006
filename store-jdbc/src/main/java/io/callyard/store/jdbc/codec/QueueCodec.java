package io.callyard.store.jdbc.codec;

import io.callyard.model.TenantId;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueStatistics;
import java.io.IOException;
import java.util.Set;

/**
 * An inbound queue as JSON and back: all of it but its tenant and its id. Instants are kept to the microsecond, see
 * {@link Micros}, durations and fractions exactly. Stateless.
 */
public final class QueueCodec {
    private QueueCodec() {}

    /**
     * Returns a queue as JSON; equal queues give equal text.
     *
     * @throws IllegalArgumentException if an instant is beyond the range of {@link Micros}
     */
    public static String body(QueueBook queue) {
        return JsonWriter.object(json -> json.object("settings", queue.settings(), QueueSettingsCodec::write)
                .object("statistics", queue.statistics(), QueueCodec::writeStatistics)
                .texts("alerts", queue.alerts().stream().sorted().toList())
                .instant("created_at", queue.createdAt()));
    }

    /**
     * Returns the queue that was written.
     *
     * @throws IllegalStateException if a field is missing, or the fields make no queue
     */
    public static QueueBook read(TenantId tenant, QueueId id, String body) {
        return JsonFields.read(
                "queue",
                body,
                json -> new QueueBook(
                        tenant,
                        id,
                        json.object("settings", QueueSettingsCodec::read),
                        json.object("statistics", QueueCodec::readStatistics),
                        Set.copyOf(json.texts("alerts", alert -> alert)),
                        json.instant("created_at")));
    }

    private static void writeStatistics(JsonWriter json, QueueStatistics statistics) throws IOException {
        json.number("handled", statistics.handled())
                .nanos("handle_time_ns", statistics.handleTime())
                .fraction("arrived", statistics.arrived())
                .fraction("arrived_early", statistics.arrivedEarly())
                .fraction("abandoned", statistics.abandoned())
                .fraction("waited", statistics.waited())
                .fraction("observed", statistics.observed())
                .instant("as_of", statistics.asOf());
    }

    private static QueueStatistics readStatistics(JsonFields json) {
        return new QueueStatistics(
                json.integer("handled"),
                json.nanos("handle_time_ns"),
                json.fraction("arrived"),
                json.fraction("arrived_early"),
                json.fraction("abandoned"),
                json.fraction("waited"),
                json.fraction("observed"),
                json.instant("as_of"));
    }
}
