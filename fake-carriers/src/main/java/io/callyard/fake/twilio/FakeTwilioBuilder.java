package io.callyard.fake.twilio;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.Faults;
import io.callyard.fake.Party;
import io.callyard.fake.WebhookSender;
import io.callyard.spi.scheduling.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says how a {@link FakeTwilio} is to behave. All but the scheduler has a default.
 *
 * <p><b>Threads.</b> For one thread.
 */
public final class FakeTwilioBuilder {
    private final Scheduler scheduler;
    private String accountSid = "AC00000000000000000000000000000001";
    private String authToken = "0123456789abcdef0123456789abcdef";
    private final Map<String, String> keys = new LinkedHashMap<>();
    private double callsPerSecond = 1;
    private int maxConcurrentCalls = Integer.MAX_VALUE;
    private int queueSize = 1000;
    private Duration listingLag = Duration.ZERO;
    private Duration statusLag = Duration.ZERO;
    private Duration answerDelay = Duration.ZERO;
    private Duration setUpTime = Duration.ofMillis(500);
    private Duration detectionTime = Duration.ofSeconds(4);
    private final Set<String> callerIds = new LinkedHashSet<>();
    private final Map<String, Settings.OwnNumber> numbers = new LinkedHashMap<>();
    private Function<String, Party> parties = address -> Party.answering(Duration.ofSeconds(2), Duration.ofSeconds(30));
    private Function<String, Optional<Integer>> refusals = address -> Optional.empty();
    private Faults faults = Faults.NONE;
    private WebhookSender webhooks = (request, timeout) -> CompletableFuture.completedFuture(FakeResponse.empty(204));

    FakeTwilioBuilder(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Sets the account's id. Default: {@code AC}, 31 zeros and a one. */
    public FakeTwilioBuilder accountSid(String sid) {
        if (!Sids.isSid("AC", sid)) {
            throw new IllegalArgumentException("not an account's id");
        }
        this.accountSid = sid;
        return this;
    }

    /** Sets the account's token, which requests are authorized and webhooks signed with. */
    public FakeTwilioBuilder authToken(String token) {
        this.authToken = token;
        return this;
    }

    /** Adds an API key, which requests can be authorized with as well. */
    public FakeTwilioBuilder apiKey(String sid, String secret) {
        keys.put(sid, secret);
        return this;
    }

    /** Sets how many calls made by the API begin in a second; those beyond it wait. Default: 1. */
    public FakeTwilioBuilder callsPerSecond(double calls) {
        if (!(calls > 0)) {
            throw new IllegalArgumentException("no call would ever begin");
        }
        this.callsPerSecond = calls;
        return this;
    }

    /** Sets how many calls made by the API may live at once; more are refused with 10004. Default: no limit. */
    public FakeTwilioBuilder maxConcurrentCalls(int calls) {
        this.maxConcurrentCalls = calls;
        return this;
    }

    /** Sets the size of a queue that was made without one. Default: 1000. */
    public FakeTwilioBuilder queueSize(int calls) {
        this.queueSize = calls;
        return this;
    }

    /** Sets how long a call is missing from lists, and not found, after it was made. Default: not at all. */
    public FakeTwilioBuilder listingLag(Duration lag) {
        this.listingLag = lag;
        return this;
    }

    /** Sets how long a call's status in the API is behind the one in its callbacks. Default: not at all. */
    public FakeTwilioBuilder statusLag(Duration lag) {
        this.statusLag = lag;
        return this;
    }

    /** Sets how long after its effect a request is answered. Default: at once. */
    public FakeTwilioBuilder answerDelay(Duration delay) {
        this.answerDelay = delay;
        return this;
    }

    /** Sets how long a call is set up, from {@code initiated} to {@code ringing}. Default: 0.5 s. */
    public FakeTwilioBuilder setUpTime(Duration time) {
        this.setUpTime = time;
        return this;
    }

    /** Sets how long after the answer it is known who answered, if that was asked. Default: 4 s. */
    public FakeTwilioBuilder detectionTime(Duration time) {
        this.detectionTime = time;
        return this;
    }

    /** Adds numbers that calls may come from; from then on all others are refused with 21210. Default: any. */
    public FakeTwilioBuilder callerIds(String... addresses) {
        callerIds.addAll(List.of(addresses));
        return this;
    }

    /**
     * Adds a number that people can call.
     *
     * @param address as {@link FakeTwilio#incoming} gets it
     * @param voiceUrl asked for TwiML when somebody calls
     * @param statusCallback told that a call is over; null: nobody is
     */
    public FakeTwilioBuilder number(String address, String voiceUrl, @Nullable String statusCallback) {
        String sid = "PN" + "0".repeat(24) + String.format(Locale.ROOT, "%08x", numbers.size() + 1);
        numbers.put(address, new Settings.OwnNumber(sid, voiceUrl, statusCallback));
        return this;
    }

    /**
     * Sets who is reached at an address: {@code +…}, {@code client:…} or {@code sip:…}. Default: somebody who answers
     * after 2 s and hangs up after another 30.
     *
     * @param parties asked each time a call begins; must not call the fake
     */
    public FakeTwilioBuilder parties(Function<String, Party> parties) {
        this.parties = parties;
        return this;
    }

    /**
     * Sets which addresses the API refuses to call, and with which error code, such as 21214 or 22005. Default: none.
     *
     * @param refusals must not call the fake
     */
    public FakeTwilioBuilder refusals(Function<String, Optional<Integer>> refusals) {
        this.refusals = refusals;
        return this;
    }

    /** Sets what goes wrong. Default: nothing. */
    public FakeTwilioBuilder faults(Faults faults) {
        this.faults = faults;
        return this;
    }

    /** Sets who takes the webhooks. Default: somebody who takes them with an empty 204, so no TwiML comes from there. */
    public FakeTwilioBuilder webhooks(WebhookSender sender) {
        this.webhooks = sender;
        return this;
    }

    /** Makes it. */
    public FakeTwilio build() {
        Map<String, String> users = new LinkedHashMap<>(keys);
        users.put(accountSid, authToken);
        return new FakeTwilio(new Settings(
                scheduler,
                accountSid,
                authToken,
                users,
                callsPerSecond,
                maxConcurrentCalls,
                queueSize,
                listingLag,
                statusLag,
                answerDelay,
                setUpTime,
                detectionTime,
                callerIds,
                numbers,
                parties,
                refusals,
                faults,
                webhooks));
    }
}
