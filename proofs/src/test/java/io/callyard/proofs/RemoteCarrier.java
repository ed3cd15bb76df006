package io.callyard.proofs;

import io.callyard.model.CallId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.CarrierCause;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.CarrierReporter;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The driver for a {@link CarrierProcess}. A request for a call is written once, on one connection;
 * what is not known when that connection breaks is not known.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class RemoteCarrier implements Carrier, AutoCloseable {
    private static final CarrierCause NO_CONNECTION = CarrierCause.of("no connection to the carrier");
    private static final CarrierCause LOST = CarrierCause.of("the connection to the carrier broke");

    private final CarrierAccountId account;
    private final CarrierLink link;
    private final ExecutorService desk = Executors.newFixedThreadPool(8, task -> daemon(task, "carrier-report"));

    /** Apart from the desk: an answer must not wait behind reports that wait for a database. */
    private final ExecutorService answers = Executors.newCachedThreadPool(task -> daemon(task, "carrier-answer"));

    private final AtomicLong requests = new AtomicLong();
    private final Map<String, Function<String[], Boolean>> waiting = new ConcurrentHashMap<>();
    private volatile CarrierReporter reporter = report -> {};

    public RemoteCarrier(CarrierAccountId account, int port) {
        this.account = account;
        link = new CarrierLink(port, this::heard, this::lost);
    }

    /** What a broken connection says to those that wait. */
    private static final String[] BROKEN = {"broken"};

    @Override
    public void start(CarrierReporter reports) {
        reporter = reports;
        link.start();
    }

    @Override
    public CompletionStage<PlaceAnswer> place(PlaceOrder order) {
        CompletableFuture<PlaceAnswer> answer = new CompletableFuture<>();
        String request = nextRequest();
        waiting.put(request, word -> answer.complete(placeAnswer(word)));
        String lane = order.subject().lane().toString().replace(' ', '_');
        Order asked = new Order(
                order.tenant().value(),
                lane,
                order.subject().id().toString(),
                order.attempt(),
                order.subject().phoneNumber().e164());
        CarrierLink.Sent sent = link.send("place " + request + " " + asked);
        if (sent == CarrierLink.Sent.NOT_A_BYTE) {
            waiting.remove(request);
            answer.complete(new PlaceAnswer.NotNow(NO_CONNECTION, Duration.ZERO, false));
        } else if (sent == CarrierLink.Sent.PERHAPS) {
            waiting.remove(request);
            answer.complete(new PlaceAnswer.NoClearAnswer(LOST));
        }
        return answer;
    }

    private static PlaceAnswer placeAnswer(String[] word) {
        return switch (word[0]) {
            case "placed" -> new PlaceAnswer.Placed(new CarrierCallId(word[2]));
            case "refused" -> new PlaceAnswer.Refused(CarrierCause.of("refused"));
            case "notnow" -> new PlaceAnswer.NotNow(CarrierCause.of("too busy"), Duration.ZERO, false);
            case "error" -> new PlaceAnswer.NoClearAnswer(CarrierCause.of("the carrier had an error"));
            default -> new PlaceAnswer.NoClearAnswer(LOST);
        };
    }

    @Override
    public CompletionStage<Void> hangUp(CarrierCallId call) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        askUntilAnswered(answer, "hangup", call.value(), word -> answer.complete(null));
        return answer;
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(LookUp question) {
        CompletableFuture<LookUpAnswer> answer = new CompletableFuture<>();
        String asked = question.subject().id() + " " + question.attempt();
        askUntilAnswered(answer, "lookup", asked, word -> answer.complete(lookUpAnswer(word)));
        return answer;
    }

    /** Asks again on the next connection if one breaks: these questions may be repeated. */
    private void askUntilAnswered(
            CompletableFuture<?> answer, String verb, String asked, Function<String[], Boolean> take) {
        String request = nextRequest();
        waiting.put(request, word -> {
            if (word != BROKEN) {
                return take.apply(word);
            }
            askUntilAnswered(answer, verb, asked, take);
            return true;
        });
        boolean again = link.send(verb + " " + request + " " + asked) != CarrierLink.Sent.YES
                && waiting.remove(request) != null
                && !desk.isShutdown();
        if (again) {
            // The engine stops waiting at its own time-out, whatever comes of this.
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS)
                    .execute(() -> askUntilAnswered(answer, verb, asked, take));
        }
    }

    private static LookUpAnswer lookUpAnswer(String[] word) {
        if (word[0].equals("absent")) {
            return new LookUpAnswer.Absent(
                    word[2].equals("strong") ? LookUpAnswer.Proof.STRONG : LookUpAnswer.Proof.WEAK);
        }
        return new LookUpAnswer.Found(new CarrierCallId(word[2]), fact(word[3]));
    }

    private static Fact fact(String word) {
        return switch (word) {
            case "started" -> new Fact.Started();
            case "ringing" -> new Fact.Ringing();
            case "answered" -> new Fact.Answered();
            default ->
                new Fact.Ended(Outcome.valueOf(word.substring("ended:".length())), CarrierCause.of("the carrier says"));
        };
    }

    private String nextRequest() {
        return Long.toString(requests.incrementAndGet());
    }

    private void heard(String line) {
        String[] word = line.split(" ", -1);
        if (word[0].equals("report")) {
            run(desk, () -> keep(word));
        } else {
            tell(word[1], word);
        }
    }

    private void tell(String request, String[] word) {
        Function<String[], Boolean> asker = waiting.remove(request);
        if (asker != null) {
            run(answers, () -> asker.apply(word));
        }
    }

    private static void run(ExecutorService pool, Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            // This node is going down; the carrier reports to another one.
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void keep(String[] word) {
        reporter.report(new CarrierReport(
                account,
                CallId.parse(word[2]),
                Integer.parseInt(word[3]),
                new CarrierCallId(word[4]),
                fact(word[5]),
                word[1]));
        // Only after it was kept: a carrier that hears nothing reports again, perhaps to another node.
        link.send("kept " + word[1]);
    }

    private void lost() {
        waiting.keySet().forEach(request -> tell(request, BROKEN));
    }

    /** Says and hears nothing any more. */
    @Override
    public void close() {
        desk.shutdownNow();
        answers.shutdownNow();
        link.close();
    }
}
