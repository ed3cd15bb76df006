package io.callyard.fake.twilio;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import io.callyard.fake.internal.FaultyCarrier;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A voice carrier in the manner of Twilio: it answers the requests of its API for calls, queues and their members, keeps
 * what was made, lets calls live in a scheduler's time, runs the TwiML they are given, and calls the application back
 * with signed webhooks.
 *
 * <p>It is for tests and demonstrations: nobody is called. {@link #incoming} lets somebody call in; the telephones at
 * the far ends can be listened to and used by {@link #line}.
 *
 * <p>Recordings, applications, conferences, streams, speech recognition and prices are not there.
 *
 * <p><b>Threads.</b> Safe for many threads, as far as the scheduler is.
 */
public final class FakeTwilio implements FakeCarrier, AutoCloseable {
    private final Settings settings;
    private final Account account;
    private final RestApi api;
    private final FakeCarrier front;

    FakeTwilio(Settings settings) {
        this.settings = settings;
        this.account = new Account(settings);
        this.api = new RestApi(account);
        this.front = new FaultyCarrier(
                this::answered, settings.faults(), ApiException.answer(429, 20429), ApiException.answer(500, 20500));
    }

    /** Begins to make one that lives in the time of {@code scheduler}. */
    public static FakeTwilioBuilder builder(Scheduler scheduler) {
        return new FakeTwilioBuilder(scheduler);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The path begins with {@code /2010-04-01}; the host is of no account.
     */
    @Override
    public CompletionStage<FakeResponse> handle(FakeRequest request) {
        return front.handle(request);
    }

    /**
     * Lets somebody call one of the account's numbers.
     *
     * @param from who calls, such as {@code +15551230001}
     * @param to a number that the fake was built with
     * @param caller how long he stays and what he presses, both counted from the answer
     * @throws IllegalArgumentException if there is no such number
     */
    public FakeLine incoming(String from, String to, Party caller) {
        Settings.OwnNumber number = settings.numbers().get(to);
        if (number == null) {
            throw new IllegalArgumentException("not a number of this account");
        }
        return account.turns.ask(() -> {
            TwilioCall call = account.newCall(to, from, "inbound", null);
            Instructions instructions = new Instructions(number.voiceUrl(), "POST", null, null, "POST");
            call.become(CallStatus.RINGING);
            call.startedAt = call.createdAt;
            call.phoneNumberSid = number.sid();
            call.instructions = instructions;
            call.reporting = number.statusCallback() == null
                    ? null
                    : new Reporting(number.statusCallback(), "POST", Reporting.ONLY_COMPLETED);
            new CallFlow(account, call, instructions, caller).begin();
            return new Line(account, call);
        });
    }

    /** Returns the telephone at the far end of a call. */
    public Optional<FakeLine> line(String sid) {
        return account.turns.ask(() -> account.call(sid).map(call -> new Line(account, call)));
    }

    /** Returns all calls as they are, oldest first. */
    public List<CallSnapshot> calls() {
        return account.turns.ask(
                () -> account.calls.values().stream().map(TwilioCall::snapshot).toList());
    }

    /**
     * Returns how many calls were ever made to an address: those that have begun, and those that still wait for their
     * turn. A call that was canceled before its turn is none.
     */
    public int placedCount(String to) {
        return (int) calls().stream()
                .filter(call -> call.to().equals(to) && !call.direction().equals("inbound"))
                .filter(call -> call.dials() > 0 || call.status().equals(CallStatus.QUEUED.word()))
                .count();
    }

    /** Returns the codes of what was wrong with a call, errors and warnings, oldest first. */
    public List<Integer> errorCodes(String sid) {
        return account.turns.ask(() -> account.call(sid).stream()
                .flatMap(call -> call.log.notices().stream())
                .map(CallLog.Notice::code)
                .toList());
    }

    /** Stops: calls do not go on, and no webhook goes out any more. The API still answers. */
    @Override
    public void close() {
        account.turns.close();
    }

    private CompletionStage<FakeResponse> answered(FakeRequest request) {
        FakeResponse answer = account.turns.ask(() -> api.answer(request));
        Duration delay = settings.answerDelay();
        CompletableFuture<FakeResponse> later = new CompletableFuture<>();
        if (delay.isZero()) {
            later.complete(answer);
        } else {
            account.turns.outsideAfter(delay, () -> later.complete(answer));
        }
        return later;
    }
}
