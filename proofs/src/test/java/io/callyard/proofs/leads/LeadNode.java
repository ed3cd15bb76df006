package io.callyard.proofs.leads;

import io.callyard.Callyard;
import io.callyard.SystemScheduler;
import io.callyard.lead.LeadImport;
import io.callyard.lead.LeadRun;
import io.callyard.model.NodeId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.lead.LeadId;
import io.callyard.proofs.RemoteCarrier;
import io.callyard.proofs.Stores;
import io.callyard.proofs.Timing;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An engine that is told by lines what pages say. Each has a number, under which {@code KEPT number answer} says that
 * it is done, and {@code FAILED number why} that it may not be.
 *
 * <ul>
 *   <li>{@code limit n calls}: no tenant has more live calls
 *   <li>{@code import n owner from to}: these rows of the owner's list; the answer is how many could not be used
 *   <li>{@code fetched n owner id…}: the owner's page shows these leads, or without ids all that are pending; the
 *       answer is {@code started pending}, then {@code lead=call} for each that had its call before
 * </ul>
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class LeadNode implements AutoCloseable {
    private static final int CONNECTIONS = 5;

    private final Stores.Opened opened;
    private final RemoteCarrier carrier;
    private final SystemScheduler scheduler = new SystemScheduler();
    private final Callyard engine;
    private final Consumer<String> out;

    LeadNode(String url, String name, int carrierPort, Consumer<String> out) {
        this.out = out;
        opened = Stores.open(url, CONNECTIONS);
        carrier = new RemoteCarrier(TenantLimits.DEFAULT_ACCOUNT, carrierPort);
        engine = Callyard.builder()
                .store(opened.store())
                .scheduler(scheduler)
                .carrier(carrier)
                .node(new NodeId(name))
                .settings(Timing.SETTINGS)
                .build();
    }

    void start() {
        engine.start();
        out.accept("READY");
    }

    void obey(String line) {
        String[] word = line.split(" ", -1);
        try {
            out.accept("KEPT " + word[1] + " " + keep(word));
        } catch (RuntimeException e) {
            out.accept("FAILED " + word[1] + " " + e.toString().replace('\n', ' '));
        }
    }

    private String keep(String[] word) {
        return switch (word[0]) {
            case "limit" -> limit(Integer.parseInt(word[2]));
            case "import" -> add(Owner.parse(word[2]), Integer.parseInt(word[3]), Integer.parseInt(word[4]));
            case "fetched" ->
                fetched(
                        Owner.parse(word[2]),
                        Stream.of(word).skip(3).map(LeadId::new).toList());
            default -> throw new IllegalArgumentException("not an order: " + word[0]);
        };
    }

    private String limit(int calls) {
        for (TenantId tenant : Owner.ALL_TENANTS) {
            engine.concurrency().setTenantLimits(tenant, TenantLimits.DEFAULT.withMaxLive(calls));
        }
        return "0";
    }

    private String add(Owner owner, int from, int to) {
        LeadImport done = engine.leads()
                .add(
                        owner.tenant(),
                        owner.user(),
                        IntStream.range(from, to).mapToObj(owner::row).iterator());
        return Long.toString(to - from - done.added() - done.known());
    }

    private String fetched(Owner owner, List<LeadId> ids) {
        LeadRun run = ids.isEmpty()
                ? engine.leads().fetched(owner.tenant(), owner.user())
                : engine.leads().fetched(owner.tenant(), owner.user(), ids);
        StringBuilder answer = new StringBuilder(run.started() + " " + run.run().pending());
        run.called()
                .forEach(called ->
                        answer.append(' ').append(called.lead()).append('=').append(called.call()));
        return answer.toString();
    }

    @Override
    public void close() {
        engine.close();
        carrier.close();
        scheduler.close();
        opened.close();
    }
}
