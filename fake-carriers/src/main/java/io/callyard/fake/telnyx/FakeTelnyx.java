package io.callyard.fake.telnyx;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Faults;
import io.callyard.fake.Party;
import io.callyard.fake.internal.FaultyCarrier;
import io.callyard.spi.scheduling.Scheduler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The carrier Telnyx without a network behind it: legs that ring, are answered, joined and hung up, people at their
 * ends, and the webhooks that tell of it. All times are its scheduler's, so that it can live in virtual time.
 *
 * <p>Paths are served with and without {@code /v2} before them. One account, one connection.
 *
 * <p>How long things take: speech 60 ms a character and at least half a second, a sound 10 s unless its address tells
 * otherwise, such as {@code music-28s.mp3}.
 *
 * <p><b>Threads.</b> Safe for many threads, as far as its scheduler is. It calls the sender of its webhooks from the
 * scheduler's tasks only.
 */
public final class FakeTelnyx implements FakeCarrier, AutoCloseable {
    private final Exchange exchange;
    private final FakeCarrier api;

    FakeTelnyx(Exchange exchange, Faults faults) {
        this.exchange = exchange;
        this.api = new FaultyCarrier(
                new Router(exchange),
                faults,
                ApiError.tooMany().toResponse(),
                ApiError.unexpected().toResponse());
    }

    /** Begins to set one up. */
    public static FakeTelnyxBuilder builder(Scheduler scheduler) {
        return new FakeTelnyxBuilder(scheduler);
    }

    @Override
    public CompletionStage<FakeResponse> handle(FakeRequest request) {
        return api.handle(request);
    }

    /** Returns the public key of the webhooks' signatures: 32 bytes in Base64. */
    public String publicKey() {
        return exchange.webhooks.publicKey();
    }

    /**
     * Somebody calls.
     *
     * @param from his number
     * @param to a number of the application's
     * @param caller what he does once he is answered: which keys he presses, and how long he stays
     */
    public FakeLine incoming(String from, String to, Party caller) {
        return exchange.clock.locked(() -> new FakeLine(exchange, exchange.ringing.incoming(from, to, caller)));
    }

    /** Returns the person's end of a leg. */
    public Optional<FakeLine> line(String callControlId) {
        return exchange.clock.locked(
                () -> Optional.ofNullable(exchange.legs.find(callControlId)).map(leg -> new FakeLine(exchange, leg)));
    }

    /** Returns the ends of all legs to an address, oldest first. */
    public List<FakeLine> linesTo(String to) {
        return exchange.clock.locked(() -> exchange.legs.all().stream()
                .filter(leg -> leg.to.equals(to))
                .map(leg -> new FakeLine(exchange, leg))
                .toList());
    }

    /** Returns all legs there are or have been, oldest first. */
    public List<CallSnapshot> calls() {
        return exchange.clock.locked(
                () -> exchange.legs.all().stream().map(Leg::snapshot).toList());
    }

    /** Returns how many legs have really been made to an address. */
    public int placedCount(String to) {
        return exchange.clock.locked(() -> exchange.ringing.placedCount(to));
    }

    /** Stops all that is going on; nothing more is told. */
    @Override
    public void close() {
        exchange.clock.close();
    }
}
