package io.callyard.testkit;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ConversationTurn;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A carrier that records what it is asked, answers what it was told to, and reports when the test
 * says so. It makes up nothing by itself: a call rings, is answered and ends by the test's word.
 *
 * <p>Untold, it takes every order at once, hangs up without an error, and cannot be asked after a
 * call. An answer may be a stage that never completes or fails; a function may throw.
 *
 * <p><b>Threads.</b> Safe for many threads. Reports reach the engine on the thread that makes them.
 */
public final class FakeCarrier implements Carrier {
    private final CarrierAccountId account;
    private final Queue<Function<PlaceOrder, CompletionStage<PlaceAnswer>>> nextAnswers = new ArrayDeque<>();
    private Function<PlaceOrder, CompletionStage<PlaceAnswer>> answers = FakeCarrier::taken;
    private Function<LookUp, CompletionStage<LookUpAnswer>> lookUpAnswers =
            question -> CompletableFuture.completedStage(new LookUpAnswer.Unavailable("nobody scripted an answer"));
    private Function<CarrierCallId, CompletionStage<@Nullable Void>> hangUpAnswers =
            call -> CompletableFuture.completedStage(null);

    private final List<PlaceOrder> orders = new ArrayList<>();
    private final List<CarrierCallId> hangUps = new ArrayList<>();
    private final List<LookUp> lookUps = new ArrayList<>();
    private @Nullable CarrierReporter reports;

    /** Makes a carrier that reports on {@code account}. */
    public FakeCarrier(CarrierAccountId account) {
        this.account = account;
    }

    /** Returns the id under which every fake carrier knows an order that it takes. */
    public static CarrierCallId idOf(PlaceOrder order) {
        return new CarrierCallId("fake-" + order.subject().id() + "-" + order.attempt());
    }

    /** Returns the answer that takes an order. */
    public static CompletionStage<PlaceAnswer> taken(PlaceOrder order) {
        return CompletableFuture.completedStage(new PlaceAnswer.Placed(idOf(order)));
    }

    /** Answers the next orders with {@code next}, one each, before all else. */
    public synchronized FakeCarrier answerNext(PlaceAnswer... next) {
        for (PlaceAnswer answer : next) {
            nextAnswers.add(order -> CompletableFuture.completedStage(answer));
        }
        return this;
    }

    /** Answers the next order by {@code answer}. */
    public synchronized FakeCarrier answerNextBy(Function<PlaceOrder, CompletionStage<PlaceAnswer>> answer) {
        nextAnswers.add(answer);
        return this;
    }

    /** Answers orders by {@code function}, from now on. */
    public synchronized FakeCarrier answerBy(Function<PlaceOrder, CompletionStage<PlaceAnswer>> function) {
        answers = function;
        return this;
    }

    /** Answers questions after calls by {@code function}, from now on. */
    public synchronized FakeCarrier answerLookUpsBy(Function<LookUp, CompletionStage<LookUpAnswer>> function) {
        lookUpAnswers = function;
        return this;
    }

    /** Answers requests to hang up by {@code function}, from now on. */
    public synchronized FakeCarrier answerHangUpsBy(Function<CarrierCallId, CompletionStage<@Nullable Void>> function) {
        hangUpAnswers = function;
        return this;
    }

    @Override
    public synchronized void start(CarrierReporter reporter) {
        reports = reporter;
    }

    @Override
    public CompletionStage<PlaceAnswer> place(PlaceOrder order) {
        Function<PlaceOrder, CompletionStage<PlaceAnswer>> answer;
        synchronized (this) {
            orders.add(order);
            Function<PlaceOrder, CompletionStage<PlaceAnswer>> next = nextAnswers.poll();
            answer = next == null ? answers : next;
        }
        return answer.apply(order);
    }

    @Override
    public CompletionStage<@Nullable Void> hangUp(CarrierCallId call) {
        Function<CarrierCallId, CompletionStage<@Nullable Void>> answer;
        synchronized (this) {
            hangUps.add(call);
            answer = hangUpAnswers;
        }
        return answer.apply(call);
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(LookUp question) {
        Function<LookUp, CompletionStage<LookUpAnswer>> answer;
        synchronized (this) {
            lookUps.add(question);
            answer = lookUpAnswers;
        }
        return answer.apply(question);
    }

    /** Returns what was ordered, oldest first. */
    public synchronized List<PlaceOrder> orders() {
        return List.copyOf(orders);
    }

    /** Returns the newest order. */
    public synchronized PlaceOrder lastOrder() {
        if (orders.isEmpty()) {
            throw new AssertionError("nothing was ordered");
        }
        return orders.get(orders.size() - 1);
    }

    /** Returns which calls were to be hung up, oldest first. */
    public synchronized List<CarrierCallId> hangUps() {
        return List.copyOf(hangUps);
    }

    /** Returns what was asked after, oldest first. */
    public synchronized List<LookUp> lookUps() {
        return List.copyOf(lookUps);
    }

    /** Reports that it has begun to call. */
    public void started(PlaceOrder order) {
        report(order, new Fact.Started(), null);
    }

    /** Reports that the far end rings. */
    public void ringing(PlaceOrder order) {
        report(order, new Fact.Ringing(), null);
    }

    /** Reports an answer. */
    public void answered(PlaceOrder order) {
        report(order, new Fact.Answered(), null);
    }

    /**
     * Reports that something was said.
     *
     * @param key the same for the same report
     */
    public void turn(PlaceOrder order, String key, ConversationTurn turn) {
        report(order, new Fact.Turn(turn), key);
    }

    /** Reports the end of a call. */
    public void ended(PlaceOrder order, Outcome outcome) {
        report(order, new Fact.Ended(outcome, CarrierCause.of("fake " + outcome)), null);
    }

    /** Reports anything. */
    public void report(CarrierReport report) {
        CarrierReporter reporter;
        synchronized (this) {
            reporter = reports;
        }
        if (reporter == null) {
            throw new IllegalStateException("the carrier was not started");
        }
        reporter.report(report);
    }

    private void report(PlaceOrder order, Fact fact, @Nullable String key) {
        report(new CarrierReport(account, order.subject().id(), order.attempt(), idOf(order), fact, key));
    }
}
