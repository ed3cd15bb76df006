package io.callyard.proofs.carriers;

import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.proofs.ChildJvm;
import io.callyard.proofs.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that follow each other on one database and the same carriers. Each takes over what those before have left, takes
 * in a call of its own on every carrier, and dies when all of them have come to the same step. The last one lives.
 */
final class DeathChain implements AutoCloseable {
    private final String url;
    private final Path folder;
    private final int port = freePort();
    private final Map<Provider, Talk> carriers = new EnumMap<>(Provider.class);
    private final Map<Provider, NodePlan.Fake> fakes = new EnumMap<>(Provider.class);
    private final Map<Provider, FakeView> views = new EnumMap<>(Provider.class);
    private Talk next;

    private DeathChain(String url, Path folder) {
        this.url = url;
        this.folder = folder;
        for (Provider provider : Provider.values()) {
            carriers.put(
                    provider,
                    new Talk(lines ->
                            ChildJvm.start("fake-" + provider, folder, lines, provider.fake(), provider.arguments())));
        }
        carriers.forEach((provider, carrier) -> {
            String[] ready = carrier.await("READY ").split(" ", -1);
            URI api = URI.create(ready[1]);
            fakes.put(provider, new NodePlan.Fake(api, ready.length > 2 ? ready[2] : ""));
            views.put(provider, new FakeView(api));
        });
        next = launch(Step.values()[Step.values().length - 1]);
    }

    /**
     * Lets a node die at each step, and judges what is left.
     *
     * @param url of an empty database
     */
    static List<ChainVerdict.Row> run(String url, Path folder) {
        try (DeathChain chain = new DeathChain(url, folder)) {
            List<Victim> victims = new ArrayList<>();
            // Backwards: when somebody asks after the call that was never made, the carriers have others to tell of.
            for (int i = Step.values().length - 1; i >= 0; i--) {
                victims.addAll(chain.dieAt(Step.values()[i], i == 0 ? null : Step.values()[i - 1]));
            }
            chain.comeToAnEnd(victims);
            try (Stores.Opened opened = Stores.open(url, 2)) {
                return new ChainVerdict(opened.store(), chain.views).judge(victims);
            }
        }
    }

    private List<Victim> dieAt(Step step, @Nullable Step nextStep) {
        try (Talk node = begin()) {
            next = launch(nextStep);
            node.await("STARTED");
            for (Provider provider : Provider.values()) {
                node.say("take " + Victim.tenant(provider, step) + " " + provider.account() + " "
                        + Victim.number(provider, step, 1).e164() + " "
                        + Victim.number(provider, step, 2).e164());
            }
            Map<TenantId, List<CallId>> taken = new HashMap<>();
            while (taken.size() < Provider.values().length) {
                String[] word = node.await("TAKEN ").split(" ", -1);
                taken.put(new TenantId(word[1]), List.of(CallId.parse(word[2]), CallId.parse(word[3])));
            }
            for (Provider provider : Provider.values()) {
                node.say("go " + Victim.tenant(provider, step) + " " + provider.account());
            }
            node.awaitEnd();
            Instant died = Instant.now();
            List<Victim> victims = new ArrayList<>();
            for (Provider provider : Provider.values()) {
                List<CallId> calls = taken.getOrDefault(Victim.tenant(provider, step), List.of());
                victims.add(new Victim(provider, step, calls.get(0), calls.get(1), died));
            }
            return victims;
        }
    }

    private void comeToAnEnd(List<Victim> victims) {
        try (Talk node = begin()) {
            node.await("STARTED");
            node.say(victims.stream()
                    .map(victim -> victim.tenant().toString())
                    .collect(Collectors.joining(" ", "drain ", "")));
            node.await("DRAINED");
        }
    }

    /** Lets the next node begin, now that the one before is dead. */
    private Talk begin() {
        next.await("READY");
        next.say("start");
        return next;
    }

    /** Has a process ready before it is its turn: that takes longer than all that it does then. */
    private Talk launch(@Nullable Step step) {
        String name = "node-" + (step == null ? "last" : step.name().toLowerCase(Locale.ROOT));
        Object[] arguments = new NodePlan(url, name, step, port, fakes).toArguments();
        return new Talk(lines -> ChildJvm.start(name, folder, lines, CarrierNodeProcess.class, arguments));
    }

    /** Below the ports that the system gives out, so that it is still free while no node listens. */
    private static int freePort() {
        for (int port = 20_000 + (int) (ProcessHandle.current().pid() % 10_000); port < 32_000; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody has it.
            }
        }
        throw new UncheckedIOException(new IOException("no port is free"));
    }

    @Override
    public void close() {
        next.close();
        carriers.values().forEach(Talk::close);
    }
}
