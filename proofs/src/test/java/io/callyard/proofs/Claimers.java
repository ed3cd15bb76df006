package io.callyard.proofs;

import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CampaignId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ContactId;
import io.callyard.model.NewCall;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantId;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.StandingOrder;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreSignals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads that place calls, claim whatever may be claimed and bring it to its end, straight on a store
 * and without a carrier.
 */
final class Claimers {
    private static final CallMachine MACHINE = new CallMachine(CallTimeouts.DEFAULT);
    private static final CarrierReports REPORTS = new CarrierReports(CallTimeouts.DEFAULT);
    private static final int BATCH = 5;

    private final Store store;
    private final NodeId node;
    private final Queue<Claimed> handed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger claimedAlong = new AtomicInteger();
    private final Share share;
    private final AtomicInteger placed = new AtomicInteger();
    private final AtomicInteger passedOver = new AtomicInteger();
    private final Semaphore signals = new Semaphore(0);
    private final ReentrantLock looking = new ReentrantLock();
    private volatile boolean over;

    /**
     * What one group of threads has to do.
     *
     * @param tenants how many there are
     * @param calls how many this group places
     * @param threads how many it has
     */
    record Share(int tenants, int calls, int threads, long seed) {}

    Claimers(Store store, String name, Share share) {
        this.store = store;
        this.share = share;
        node = new NodeId(name);
    }

    static TenantId tenant(int i) {
        return new TenantId("tenant-" + i);
    }

    /** Every tenant has one campaign, of this name. */
    static CampaignId campaign() {
        return new CampaignId("campaign");
    }

    /**
     * What was done.
     *
     * @param passedOver how often a direct call was passed over
     * @param along how many calls were claimed along with changes
     */
    record Counts(int passedOver, int along) {
        static final Counts NONE = new Counts(0, 0);

        /** Reads {@link #toString}. */
        static Counts parse(String text) {
            String[] parts = text.split(" ", -1);
            return new Counts(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        Counts plus(Counts other) {
            return new Counts(passedOver + other.passedOver, along + other.along);
        }

        @Override
        public String toString() {
            return passedOver + " " + along;
        }
    }

    /** Works until no call of any tenant is open. */
    Counts run() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(share.threads());
        try (AutoCloseable along = store.claimAlong(this::standingOrder);
                AutoCloseable listening = store.onSignal(new StoreSignals() {
                    @Override
                    public void eventsAppended(TenantId tenant) {}

                    @Override
                    public void workAvailable() {
                        signals.release();
                    }
                })) {
            List<Future<?>> threads = new ArrayList<>();
            for (int thread = 0; thread < share.threads(); thread++) {
                SplittableRandom random = new SplittableRandom(share.seed() * 1_000 + thread);
                threads.add(pool.submit((Callable<Object>) () -> {
                    work(random);
                    return node;
                }));
            }
            for (Future<?> thread : threads) {
                thread.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread failed", e.getCause());
        } finally {
            over = true;
            pool.shutdownNow();
        }
        return new Counts(passedOver.get(), claimedAlong.get());
    }

    private Optional<StandingOrder> standingOrder() {
        ClaimOrder order = new ClaimOrder(node, 10, Map.of(), MACHINE);
        return Optional.of(new StandingOrder(order, claimed -> {
            claimedAlong.addAndGet(claimed.size());
            handed.addAll(claimed);
        }));
    }

    private void work(SplittableRandom random) throws InterruptedException {
        while (!over) {
            for (Claimed each = handed.poll(); each != null; each = handed.poll()) {
                passedOver.addAndGet(each.violatesPriority() ? 1 : 0);
                finish(each.call(), random);
            }
            boolean all = placed.get() >= share.calls() || placed.getAndAdd(BATCH) >= share.calls();
            if (!all) {
                placeBatch(random);
            }
            List<Claimed> claimed = store.claim(new ClaimOrder(node, random.nextInt(1, 10), Map.of(), MACHINE));
            for (Claimed each : claimed) {
                passedOver.addAndGet(each.violatesPriority() ? 1 : 0);
                finish(each.call(), random);
            }
            if (all && claimed.isEmpty()) {
                rest();
            }
        }
    }

    /** Until there may be work again; one of those that have none looks whether there will be. */
    private void rest() throws InterruptedException {
        if (looking.tryLock()) {
            try {
                over = over || !isAnythingOpen();
            } finally {
                looking.unlock();
            }
        }
        if (!over) {
            signals.drainPermits();
            signals.tryAcquire(20, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isAnythingOpen() {
        for (int i = 0; i < share.tenants(); i++) {
            if (Node.hasOpenCalls(store.counts(tenant(i)))) {
                return true;
            }
        }
        return false;
    }

    private void placeBatch(SplittableRandom random) {
        TenantId tenant = tenant(random.nextInt(share.tenants()));
        boolean direct = random.nextBoolean();
        List<NewCall> calls = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            CallId id = CallId.next(Instant.now(), random);
            PhoneNumber number = PhoneNumber.parse("+1555" + random.nextInt(1_000_000, 10_000_000));
            CallRequest.Builder request = direct
                    ? CallRequest.direct(tenant, number)
                    : CallRequest.campaign(tenant, campaign(), number).contact(new ContactId(id.toString()));
            calls.add(NewCall.of(
                    id, request.priority(random.nextInt(3)).key(id.toString()).build()));
        }
        store.place(tenant, calls, MACHINE);
    }

    private void finish(Call call, SplittableRandom random) {
        int attempt = call.attempts();
        int dice = attempt > 3 ? 19 : random.nextInt(20);
        if (dice < 3) {
            apply(call, MACHINE.giveBack(attempt, "not yet", Duration.ZERO));
        } else if (dice == 3) {
            apply(call, MACHINE.giveBack(attempt, "later", Duration.ofMillis(20)));
        } else if (dice < 6) {
            apply(call, MACHINE.inDoubt(attempt, "no answer"));
            apply(call, MACHINE.giveBack(attempt, "it was not made", Duration.ZERO));
        } else if (dice < 8) {
            apply(call, MACHINE.refuse(attempt, Outcome.FAILED, CarrierCause.of("refused"), RetryPolicy.NONE));
        } else {
            CarrierCallId id = new CarrierCallId(call.id() + "-" + attempt);
            apply(call, REPORTS.started(attempt, id));
            if (dice < 12) {
                apply(call, REPORTS.answered(attempt, id));
            }
            apply(call, REPORTS.ended(attempt, id, Outcome.COMPLETED, CarrierCause.of("done"), RetryPolicy.NONE));
        }
    }

    private void apply(Call call, CallChange change) {
        store.update(call.tenant(), call.id(), null, change).orElseThrow();
    }
}
