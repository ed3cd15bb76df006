package io.callyard.benchmarks;

import io.callyard.Callyard;
import io.callyard.SystemScheduler;
import io.callyard.memory.InMemoryStore;
import io.callyard.model.AccountLimits;
import io.callyard.model.CallRequest;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * How long a free slot stays free: from the carrier's report that a call has ended to the order for the
 * next call, through a whole engine on real threads, with a line of calls behind.
 */
public final class HandOver {
    private static final int WARM_UP = 20_000;

    private HandOver() {}

    /** Takes the number of queued calls and of hand-overs measured; 10,000 and 20,000 by default. */
    public static void main(String[] args) throws InterruptedException {
        int queued = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int measured = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
        TenantId tenant = new TenantId("acme");
        OneAtATime carrier = new OneAtATime();
        try (SystemScheduler scheduler = new SystemScheduler();
                InMemoryStore store = new InMemoryStore(scheduler);
                Callyard yard = Callyard.builder()
                        .store(store)
                        .scheduler(scheduler)
                        .carrier(carrier)
                        .settings(EngineSettings.DEFAULT.withDefaultLimits(
                                TenantLimits.DEFAULT.withMaxLive(1), AccountLimits.NONE))
                        .build()) {
            yard.start();
            CallRequest request = CallRequest.direct(tenant, PhoneNumber.parse("+15551234567"))
                    .build();
            for (int i = 0; i <= queued; i++) {
                yard.calls().place(request);
            }
            long[] nanos = new long[measured];
            PlaceOrder live = carrier.next();
            for (int i = -WARM_UP; i < measured; i++) {
                yard.calls().place(request); // the line stays as long as it is
                long ended = System.nanoTime();
                carrier.end(live);
                live = carrier.next();
                if (i >= 0) {
                    nanos[i] = carrier.orderedAt - ended;
                }
            }
            print(queued, nanos);
        }
    }

    private static void print(int queued, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%,d hand-overs with %,d queued calls: p50 %.3f ms, p99 %.3f ms, p99.9 %.3f ms, max %.3f ms%n",
                nanos.length,
                queued,
                millis(nanos, 0.5),
                millis(nanos, 0.99),
                millis(nanos, 0.999),
                nanos[nanos.length - 1] / 1e6);
    }

    private static double millis(long[] sorted, double quantile) {
        return sorted[(int) (quantile * (sorted.length - 1))] / 1e6;
    }

    /** A carrier that takes each call at once and ends it when told to. */
    private static final class OneAtATime implements Carrier {
        private final SynchronousQueue<PlaceOrder> orders = new SynchronousQueue<>();
        private volatile CarrierReporter reporter = report -> {};
        private volatile long orderedAt;

        PlaceOrder next() throws InterruptedException {
            PlaceOrder order = orders.poll(10, TimeUnit.SECONDS);
            if (order == null) {
                throw new IllegalStateException("no call was asked for, although a slot is free");
            }
            return order;
        }

        void end(PlaceOrder order) {
            reporter.report(new CarrierReport(
                    TenantLimits.DEFAULT_ACCOUNT,
                    order.subject().id(),
                    order.attempt(),
                    idOf(order),
                    new CarrierReport.Fact.Ended(Outcome.COMPLETED, CarrierCause.of("over")),
                    null));
        }

        @Override
        public void start(CarrierReporter reports) {
            reporter = reports;
        }

        @Override
        public CompletionStage<PlaceAnswer> place(PlaceOrder order) {
            orderedAt = System.nanoTime();
            try {
                orders.put(order);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CompletableFuture.completedStage(new PlaceAnswer.Placed(idOf(order)));
        }

        @Override
        public CompletionStage<Void> hangUp(CarrierCallId call) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<LookUpAnswer> lookUp(LookUp question) {
            return CompletableFuture.completedStage(new LookUpAnswer.Absent(LookUpAnswer.Proof.WEAK));
        }

        private static CarrierCallId idOf(PlaceOrder order) {
            return new CarrierCallId(order.subject().id() + "-" + order.attempt());
        }
    }
}
