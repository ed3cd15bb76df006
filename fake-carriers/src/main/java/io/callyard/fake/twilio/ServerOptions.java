package io.callyard.fake.twilio;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.Faults;
import io.callyard.fake.HttpWebhooks;
import io.callyard.fake.Party;
import io.callyard.fake.Party.Reaction;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a {@link FakeTwilioServer} is started with: {@code --key=value}, each as often as it makes sense. */
final class ServerOptions {
    private static final String PARTY = "party.";
    private static final Faults SILENT = new Faults() {
        @Override
        public DeliveryFault onWebhook(FakeRequest webhook) {
            return DeliveryFault.LOST;
        }
    };

    private Params options = Params.NONE;

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if one is none
     */
    ServerOptions(String... args) {
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (!arg.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("expected --key=value");
            }
            options = options.with(arg.substring(2, equals), arg.substring(equals + 1));
        }
    }

    int port() {
        return Integer.parseInt(options.first("port").orElse("0"));
    }

    boolean stopsWithStdin() {
        return options.first("stop-with-stdin").orElse("false").equals("true");
    }

    FakeTwilio build(Scheduler scheduler) {
        FakeTwilioBuilder builder = FakeTwilio.builder(scheduler).webhooks(new HttpWebhooks());
        options.first("account").ifPresent(builder::accountSid);
        options.first("token").ifPresent(builder::authToken);
        options.first("cps").map(Double::valueOf).ifPresent(builder::callsPerSecond);
        options.first("max-concurrent").map(Integer::valueOf).ifPresent(builder::maxConcurrentCalls);
        options.first("listing-lag-ms").map(ServerOptions::millis).ifPresent(builder::listingLag);
        options.first("status-lag-ms").map(ServerOptions::millis).ifPresent(builder::statusLag);
        options.first("answer-delay-ms").map(ServerOptions::millis).ifPresent(builder::answerDelay);
        options.first("setup-ms").map(ServerOptions::millis).ifPresent(builder::setUpTime);
        options.first("silent").filter("true"::equals).ifPresent(yes -> builder.faults(SILENT));
        for (String number : options.all("number")) {
            String[] parts = number.split(",", 3);
            builder.number(parts[0], parts[1], parts.length < 3 ? null : parts[2]);
        }
        Party usual = party(options.first("party").orElse("answer,2000,30000"));
        return builder.parties(address ->
                        options.first(PARTY + address).map(ServerOptions::party).orElse(usual))
                .build();
    }

    /** Reads a party: how it reacts, after how many milliseconds, for how many it talks; -1: for ever. */
    static Party party(String text) {
        List<String> parts = List.of(text.split(","));
        Reaction reaction =
                Reaction.valueOf(parts.get(0).toUpperCase(Locale.ROOT).replace('-', '_'));
        Duration after = parts.size() > 1 ? millis(parts.get(1)) : Duration.ZERO;
        Duration talk = parts.size() > 2 ? millis(parts.get(2)) : Duration.ZERO;
        return new Party(reaction, after, talk.isNegative() ? Party.FOR_EVER : talk, List.of());
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }
}
