package io.callyard.benchmarks;

import io.callyard.Callyard;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.Contact;
import io.callyard.model.TenantId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualScheduler;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * How much memory a queued call takes: loads a campaign of a million contacts, each with an id and a
 * name of its own, and asks the JVM. Run it with {@code -Xmx512m}: it either fits or it does not.
 */
public final class Footprint {
    private Footprint() {}

    /** Takes the number of contacts; a million by default. */
    public static void main(String[] args) {
        int contacts = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        Scheduler scheduler = VirtualScheduler.inOrder();
        InMemoryStore store = new InMemoryStore(scheduler);
        Callyard yard = Callyard.builder()
                .store(store)
                .scheduler(scheduler)
                .carrier(new FakeCarrier(io.callyard.model.TenantLimits.DEFAULT_ACCOUNT))
                .build();
        TenantId tenant = new TenantId("acme");
        CampaignId campaign = yard.campaigns()
                .create(tenant, CampaignSettings.named("a long list"))
                .id();
        long before = usedAfterCollection();
        yard.campaigns().add(tenant, campaign, contacts(contacts));
        long after = usedAfterCollection();
        long waiting =
                yard.campaigns().find(tenant, campaign).orElseThrow().progress().waiting();
        System.out.printf(
                "%,d queued calls: %,d bytes each, %,d MB in all, heap at most %,d MB%n",
                waiting,
                (after - before) / waiting,
                after / 1_000_000,
                Runtime.getRuntime().maxMemory() / 1_000_000);
    }

    private static Iterator<Contact> contacts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Contact("+1555" + (1_000_000 + i), "contact-" + i, "Contact " + i, null, null, null))
                .iterator();
    }

    private static long usedAfterCollection() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
