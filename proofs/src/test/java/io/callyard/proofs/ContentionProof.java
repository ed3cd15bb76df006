package io.callyard.proofs;

import io.callyard.audit.EventAudit;
import io.callyard.event.CallEvent;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CampaignMachine;
import io.callyard.model.AccountLimits;
import io.callyard.model.CallId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.proofs.Peer.Said;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.spi.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/** Many threads in many processes that want the same few slots. What they did is judged by the event logs alone. */
final class ContentionProof {
    private static final Duration TIME = Duration.ofMinutes(15);
    private static final int PAGE = 1_000;
    private static final int POOL = 8;

    private final Plan plan;
    private final Path folder;
    private final List<String> problems = new ArrayList<>();
    private final Map<CallId, Integer> ends = new HashMap<>();
    private long events;
    private long reservations;
    private int filled;

    /**
     * What is to be done.
     *
     * @param processes how many processes; 0: the threads run in this one
     * @param threads how many threads in each
     * @param tenants how many tenants, with limits from 1 to 5
     * @param calls how many calls in all
     */
    record Plan(String url, int processes, int threads, int tenants, int calls, long seed) {}

    /**
     * What was found.
     *
     * @param problems what was broken; empty if nothing was
     * @param filled how many tenants once had as many live calls as they may
     * @param along how many calls were claimed along with changes
     * @param text the figures, for people
     */
    record Finding(List<String> problems, int filled, int along, String text) {}

    private ContentionProof(Plan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
    }

    static Finding run(Plan plan, Path folder) throws Exception {
        return new ContentionProof(plan, folder).run();
    }

    private Finding run() throws Exception {
        try (Stores.Opened opened = Stores.open(plan.url(), POOL)) {
            Store store = opened.store();
            prepare(store);
            long begin = System.nanoTime();
            Claimers.Counts counts = plan.processes() == 0
                    ? new Claimers(store, "claimers", share(plan.calls(), 0)).run()
                    : inProcesses();
            long millis = (System.nanoTime() - begin) / 1_000_000;
            if (counts.passedOver() > 0) {
                problems.add(counts.passedOver() + " times a direct call was passed over");
            }
            for (int i = 0; i < plan.tenants(); i++) {
                judge(store, Claimers.tenant(i));
            }
            if (ends.size() != plan.calls() || ends.values().stream().anyMatch(times -> times != 1)) {
                problems.add(ends.size() + " calls ended, of " + plan.calls() + "; each must end once");
            }
            String text =
                    "%d calls of %d tenants ended, %d slots given (%d along with changes), %d events, %d tenants filled, %d ms, %d calls/s"
                            .formatted(
                                    ends.size(),
                                    plan.tenants(),
                                    reservations,
                                    counts.along(),
                                    events,
                                    filled,
                                    millis,
                                    ends.size() * 1_000L / Math.max(1, millis));
            return new Finding(problems, filled, counts.along(), text);
        }
    }

    private Claimers.Share share(int calls, int process) {
        return new Claimers.Share(plan.tenants(), calls, plan.threads(), plan.seed() * 100 + process);
    }

    private static int limit(int tenant) {
        return 1 + tenant % 5;
    }

    private void prepare(Store store) {
        store.useDefaults(new LimitDefaults(TenantLimits.DEFAULT, AccountLimits.NONE));
        store.setAccountLimits(TenantLimits.DEFAULT_ACCOUNT, AccountLimits.NONE);
        for (int i = 0; i < plan.tenants(); i++) {
            TenantId tenant = Claimers.tenant(i);
            store.setTenantLimits(tenant, TenantLimits.DEFAULT.withMaxLive(limit(i)));
            CampaignSettings settings = CampaignSettings.named("all of them")
                    .withMaxLive(1 + i % 3)
                    .withDelayBetween(i % 2 == 0 ? Duration.ZERO : Duration.ofMillis(2));
            store.createCampaign(tenant, Claimers.campaign(), settings);
            store.updateCampaign(tenant, Claimers.campaign(), CampaignMachine::start);
        }
    }

    /** Lets all processes go at once, and waits for the last. */
    private Claimers.Counts inProcesses() {
        List<ChildJvm> children = new ArrayList<>();
        List<BlockingQueue<Said>> lines = new ArrayList<>();
        try {
            for (int i = 0; i < plan.processes(); i++) {
                lines.add(new LinkedBlockingQueue<>());
                Claimers.Share share = share(plan.calls() / plan.processes(), i);
                children.add(ChildJvm.start(
                        "claimer-" + i,
                        folder,
                        lines.get(i),
                        ClaimerProcess.class,
                        plan.url(),
                        "claimer-" + i,
                        POOL,
                        share.tenants(),
                        share.calls(),
                        share.threads(),
                        share.seed()));
            }
            IntStream.range(0, plan.processes()).forEach(i -> children.get(i).await(lines.get(i), "READY", TIME));
            children.forEach(child -> child.send("go"));
            return IntStream.range(0, plan.processes())
                    .mapToObj(i -> Claimers.Counts.parse(
                            children.get(i).await(lines.get(i), "DONE ", TIME).substring("DONE ".length())))
                    .reduce(Claimers.Counts.NONE, Claimers.Counts::plus);
        } catch (RuntimeException | Error e) {
            children.forEach(ChildJvm::kill);
            throw e;
        } finally {
            children.forEach(ChildJvm::close);
        }
    }

    private void judge(Store store, TenantId tenant) {
        EventAudit audit = EventAudit.of(tenant);
        int most = 0;
        for (List<LoggedEvent> page = store.read(tenant, 0, PAGE);
                !page.isEmpty();
                page = store.read(tenant, audit.lastSeq(), PAGE)) {
            for (LoggedEvent logged : page) {
                audit.accept(logged);
                most = Math.max(most, audit.live());
                events++;
                reservations += logged.event() instanceof CallEvent.CallReserved ? 1 : 0;
                if (logged.event() instanceof CallEvent.CallEnded ended) {
                    ends.merge(ended.subject().id(), 1, Integer::sum);
                }
            }
        }
        audit.violations().forEach(each -> problems.add(each.toString()));
        audit.atEnd().forEach(each -> problems.add(each.toString()));
        if (audit.lastSeq() != store.lastSeq(tenant)
                || store.tenantUsage(tenant).live() != 0) {
            problems.add(tenant + ": " + store.lastSeq(tenant) + " events, of which " + audit.lastSeq()
                    + " can be read; " + store.tenantUsage(tenant).live() + " slots are still taken");
        }
        filled += most == audit.limits().orElseThrow().maxLive() ? 1 : 0;
    }
}
