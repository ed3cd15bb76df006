package io.callyard.fake.internal;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Faults;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets {@link Faults} come between an application and a carrier. They are asked for every request but GET.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class FaultyCarrier implements FakeCarrier {
    private static final int OVERSIZED = 16 << 20;

    private final FakeCarrier carrier;
    private final Faults faults;
    private final FakeResponse tooMany;
    private final FakeResponse serverError;

    /**
     * Makes one.
     *
     * @param carrier what works
     * @param faults what does not
     * @param tooMany the carrier's own answer to too many requests
     * @param serverError the carrier's own answer when it has failed
     */
    public FaultyCarrier(FakeCarrier carrier, Faults faults, FakeResponse tooMany, FakeResponse serverError) {
        this.carrier = carrier;
        this.faults = faults;
        this.tooMany = tooMany;
        this.serverError = serverError;
    }

    @Override
    public CompletionStage<FakeResponse> handle(FakeRequest request) {
        Faults.RequestFault fault =
                request.method().equals("GET") ? Faults.RequestFault.NONE : faults.onRequest(request);
        return switch (fault) {
            case CONNECTION_REFUSED -> CompletableFuture.failedFuture(new ConnectException("connection refused"));
            case NOT_DONE_500 -> CompletableFuture.completedFuture(serverError);
            case TOO_MANY -> CompletableFuture.completedFuture(tooMany);
            case DONE_WITHOUT_ANSWER -> carrier.handle(request).thenCompose(answer -> new CompletableFuture<>());
            case DONE_THEN_BROKEN ->
                carrier.handle(request)
                        .thenCompose(answer -> CompletableFuture.failedFuture(new IOException("connection reset")));
            case DONE_THEN_500 -> carrier.handle(request).thenApply(answer -> serverError);
            case DONE_THEN_GARBAGE ->
                carrier.handle(request).thenApply(answer -> FakeResponse.json(answer.status(), "<html>oops</html>"));
            case DONE_THEN_TRUNCATED -> carrier.handle(request).thenApply(FaultyCarrier::truncated);
            case DONE_THEN_OVERSIZED -> carrier.handle(request).thenApply(FaultyCarrier::oversized);
            case NONE -> carrier.handle(request);
        };
    }

    private static FakeResponse truncated(FakeResponse answer) {
        byte[] body = answer.body();
        return new FakeResponse(answer.status(), answer.headers(), Arrays.copyOf(body, body.length / 2));
    }

    /** Well-formed as far as anybody gets: a string without an end in sight. */
    private static FakeResponse oversized(FakeResponse answer) {
        return FakeResponse.json(answer.status(), "{\"sid\":\"" + "0".repeat(OVERSIZED) + "\"}");
    }
}
