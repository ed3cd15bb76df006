package io.callyard.fake.telnyx;

import io.callyard.fake.HttpWebhooks;
import io.callyard.fake.Party;
import io.callyard.spi.scheduling.Scheduler;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What a {@link FakeTelnyxServer} is told on its command line: {@code --name=value}, as often as there is to tell. */
final class ServerArguments {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Party> parties = new LinkedHashMap<>();

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if one has not this form
     */
    ServerArguments(String... arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("not of the form --name=value: " + argument);
            }
            String name = argument.substring(2, equals);
            String value = argument.substring(equals + 1);
            if (name.equals("party")) {
                addParty(value);
            } else {
                values.put(name, value);
            }
        }
    }

    int port() {
        String port = values.remove("port");
        return port == null ? 0 : Integer.parseInt(port);
    }

    /**
     * Sets up the carrier. Call {@link #port} first.
     *
     * @throws IllegalArgumentException if there is an argument that means nothing
     */
    FakeTelnyx build(Scheduler scheduler) {
        FakeTelnyxBuilder builder = FakeTelnyx.builder(scheduler).webhooks(new HttpWebhooks());
        take("webhook-url", value -> builder.webhookUrl(URI.create(value)));
        take("failover-url", value -> builder.failoverUrl(URI.create(value)));
        take("api-key", builder::apiKey);
        take("connection-id", builder::connectionId);
        take("dials-per-second", value -> builder.dialsPerSecond(Integer.parseInt(value)));
        take("concurrent-calls", value -> builder.concurrentCalls(Integer.parseInt(value)));
        take("listing-lag-ms", value -> builder.listingLag(millis(value)));
        take("setup-ms", value -> builder.setupTime(millis(value)));
        take("detection-ms", value -> builder.detectionTime(millis(value)));
        take("answer-settling-ms", value -> builder.answerSettling(millis(value)));
        Duration ring = millis(values.getOrDefault("ring-ms", "3000"));
        Duration talk = millis(values.getOrDefault("talk-ms", "60000"));
        values.remove("ring-ms");
        values.remove("talk-ms");
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("unknown: " + values.keySet());
        }
        return builder.parties(address -> parties.getOrDefault(address, Party.answering(ring, talk)))
                .build();
    }

    private void take(String name, Consumer<String> setter) {
        String value = values.remove(name);
        if (value != null) {
            setter.accept(value);
        }
    }

    /** {@code address;reaction;ring ms;talk ms}: an address may have colons. */
    private void addParty(String text) {
        String[] parts = text.split(";", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not of the form address;reaction;ring ms;talk ms");
        }
        Party.Reaction reaction = Party.Reaction.valueOf(parts[1].toUpperCase(Locale.ROOT));
        parties.put(parts[0], new Party(reaction, millis(parts[2]), millis(parts[3]), List.of()));
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
