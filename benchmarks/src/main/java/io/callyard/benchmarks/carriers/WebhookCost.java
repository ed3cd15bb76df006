package io.callyard.benchmarks.carriers;

import io.callyard.SystemScheduler;
import io.callyard.fake.InProcessClient;
import io.callyard.memory.InMemoryStore;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One webhook: its signature verified, read, kept by an engine in memory, and answered, on one thread; and one that is
 * forged, which goes no further than its signature. No server, no network. Each authentic one moves a call on: nothing
 * is told twice.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class WebhookCost {
    /** Whole lives of calls on either carrier: 4 webhooks each on one, 3 on the other. */
    private static final int BATCH = 1_200;

    /** An engine with its driver, and a carrier that answers at once. */
    @State(Scope.Thread)
    public static class Yard {
        @Param({"twilio", "telnyx"})
        public String carrier = "twilio";

        private Side side = Side.of("twilio");
        private PromptCarrier prompt = new PromptCarrier(side, Duration.ZERO);
        private SystemScheduler scheduler = new SystemScheduler();
        private InMemoryStore store = new InMemoryStore(scheduler);
        private Rig rig = rig();

        /** Begins anew, so that the log of what happened does not grow without end. */
        @Setup(Level.Iteration)
        public void open() {
            close();
            side = Side.of(carrier);
            prompt = new PromptCarrier(side, Duration.ZERO);
            scheduler = new SystemScheduler();
            store = new InMemoryStore(scheduler);
            rig = rig();
        }

        private Rig rig() {
            HttpClient client = InProcessClient.to(prompt, scheduler);
            return new Rig(side, store, scheduler, URI.create("http://127.0.0.1" + side.apiPath()), client);
        }

        @TearDown(Level.Iteration)
        public void close() {
            rig.close();
            store.close();
            scheduler.close();
        }

        private List<TakenCall> calls(int count) {
            rig.awaitTaken(rig.place(count));
            return prompt.takeAll();
        }

        private WebhookResponse answer(WebhookRequest request) {
            return rig.webhooks().handle(request);
        }
    }

    /** Webhooks about calls that are just being made, in the order of their lives. */
    @State(Scope.Thread)
    public static class Authentic {
        private List<WebhookRequest> requests = List.of();

        @Setup(Level.Invocation)
        public void sign(Yard yard) {
            int perCall = yard.side.webhooksPerCall();
            List<TakenCall> calls = yard.calls(BATCH / perCall);
            requests = new ArrayList<>(BATCH);
            for (int number = 0; number < perCall; number++) {
                for (TakenCall call : calls) {
                    requests.add(yard.side.webhook(call, number));
                }
            }
        }
    }

    /** A webhook that somebody else has signed. */
    @State(Scope.Thread)
    public static class Forged {
        private List<WebhookRequest> request = List.of();

        @Setup(Level.Iteration)
        public void sign(Yard yard) {
            request = List.of(yard.side.forged(yard.calls(1).get(0)));
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void authentic(Yard yard, Authentic authentic) {
        for (WebhookRequest request : authentic.requests) {
            require(yard.answer(request).status() / 100 == 2, "an authentic webhook was refused");
        }
    }

    @Benchmark
    public void forged(Yard yard, Forged forged) {
        int status = yard.answer(forged.request.get(0)).status();
        require(status == 401 || status == 403, "a forged webhook was taken");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
