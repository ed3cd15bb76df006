package io.callyard.fake.telnyx;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.internal.Json;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is set in the portal, to be read: the connection, the public key, and numbers, of which every one is ours. */
final class Portal {
    private final Exchange exchange;

    Portal(Exchange exchange) {
        this.exchange = exchange;
    }

    FakeResponse application(String id) {
        if (!id.equals(exchange.settings.connectionId())) {
            throw ApiError.notFound();
        }
        Settings.Delivering delivering = exchange.settings.delivering();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("record_type", "call_control_application");
        json.put("id", id);
        json.put("application_name", "fake");
        json.put("active", true);
        json.put("webhook_api_version", "2");
        json.put("webhook_event_url", text(delivering.url()));
        json.put("webhook_event_failover_url", text(delivering.failoverUrl()));
        json.put("webhook_timeout_secs", delivering.timeout().toSeconds());
        json.put("first_command_timeout", true);
        json.put(
                "first_command_timeout_secs",
                exchange.settings.timing().firstCommand().toSeconds());
        json.put("inbound", Map.of());
        json.put("outbound", Map.of("outbound_voice_profile_id", "1000000000000000002"));
        return data(json);
    }

    FakeResponse publicKey() {
        return data(Map.of("record_type", "public_key", "public", exchange.webhooks.publicKey()));
    }

    FakeResponse numbers(Query query) {
        String number = query.filters().get("[phone_number]");
        return data(
                number == null
                        ? List.of()
                        : List.of(Map.of(
                                "record_type", "phone_number",
                                "id", "1000000000000000003",
                                "phone_number", number,
                                "status", "active",
                                "connection_id", exchange.settings.connectionId())));
    }

    private static @Nullable String text(@Nullable URI url) {
        return url == null ? null : url.toString();
    }

    private static FakeResponse data(Object data) {
        return FakeResponse.json(200, Json.write(Map.of("data", data)));
    }
}
