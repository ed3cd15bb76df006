package io.callyard.benchmarks.carriers;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A carrier that takes every call, answers after a set time, and never calls anybody.
 *
 * <p><b>Threads.</b> Safe for many threads. No thread waits with a request.
 */
public final class PromptCarrier implements FakeCarrier {
    private final Side side;
    private final Duration delay;
    private final AtomicLong calls = new AtomicLong();
    private final Queue<TakenCall> taken = new ConcurrentLinkedQueue<>();

    /**
     * Makes one.
     *
     * @param delay how long after a request it is answered; zero: at once
     */
    public PromptCarrier(Side side, Duration delay) {
        this.side = side;
        this.delay = delay;
    }

    @Override
    public CompletionStage<FakeResponse> handle(FakeRequest request) {
        FakeResponse answer = answer(request);
        return delay.isZero()
                ? CompletableFuture.completedStage(answer)
                : CompletableFuture.supplyAsync(
                        () -> answer, CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    private FakeResponse answer(FakeRequest request) {
        if (!side.makesCall(request)) {
            return FakeResponse.json(200, "{\"data\":{\"result\":\"ok\"},\"status\":\"in-progress\"}");
        }
        String id = side.callId(calls.incrementAndGet());
        taken.add(side.taken(id, request.text()));
        return FakeResponse.json(side.createdStatus(), side.created(id));
    }

    /** Returns the calls that were taken since this was last asked, and forgets them. */
    public List<TakenCall> takeAll() {
        List<TakenCall> all = new ArrayList<>();
        for (TakenCall call = taken.poll(); call != null; call = taken.poll()) {
            all.add(call);
        }
        return all;
    }
}
