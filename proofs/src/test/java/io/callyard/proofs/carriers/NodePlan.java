package io.callyard.proofs.carriers;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link CarrierNode} is started.
 *
 * @param url where calls are kept
 * @param step at which it dies; absent: at none
 * @param port for its webhooks
 * @param fakes the carriers, all there are
 */
record NodePlan(String url, String name, @Nullable Step step, int port, Map<Provider, Fake> fakes) {
    private static final String NONE = "-";

    /**
     * A carrier's double.
     *
     * @param api where it is
     * @param publicKey what its signatures are checked with; empty if that is a secret we share
     */
    record Fake(URI api, String publicKey) {}

    /** Returns it as the arguments of a process. */
    Object[] toArguments() {
        List<Object> arguments = new ArrayList<>(List.of(url, name, step == null ? NONE : step.name(), port));
        new EnumMap<>(fakes).values().forEach(fake -> {
            arguments.add(fake.api());
            arguments.add(fake.publicKey().isEmpty() ? NONE : fake.publicKey());
        });
        return arguments.toArray();
    }

    /** Reads what {@link #toArguments} wrote. */
    static NodePlan parse(String... arguments) {
        Map<Provider, Fake> fakes = new EnumMap<>(Provider.class);
        for (Provider provider : Provider.values()) {
            int at = 4 + 2 * provider.ordinal();
            String key = arguments[at + 1].equals(NONE) ? "" : arguments[at + 1];
            fakes.put(provider, new Fake(URI.create(arguments[at]), key));
        }
        Step step = arguments[2].equals(NONE) ? null : Step.valueOf(arguments[2]);
        return new NodePlan(arguments[0], arguments[1], step, Integer.parseInt(arguments[3]), fakes);
    }
}
