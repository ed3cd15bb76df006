package io.callyard.fake.telnyx;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.Faults;
import io.callyard.fake.Party;
import io.callyard.fake.WebhookSender;
import io.callyard.spi.scheduling.Scheduler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sets up a {@link FakeTelnyx}. Functions that it is given must be quick and must not call the carrier.
 *
 * <p><b>Threads.</b> Not safe for many threads.
 */
public final class FakeTelnyxBuilder {
    private final Scheduler scheduler;
    private String apiKey = "KEY0000";
    private String connectionId = "1000000000000000001";
    private byte[] privateKey = throwAwayKey();
    private boolean signs = true;
    private @Nullable URI webhookUrl;
    private @Nullable URI failoverUrl;
    private WebhookSender sender = (request, timeout) -> CompletableFuture.completedFuture(FakeResponse.empty(200));
    private Duration webhookTimeout = Duration.ofSeconds(2);
    private List<Duration> retryDelays = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15));
    private int dialsPerSecond = 30;
    private int concurrentCalls = Integer.MAX_VALUE;
    private Duration listingLag = Duration.ZERO;
    private Duration commandWindow = Duration.ofSeconds(60);
    private boolean refusedCommandIdsAreUsed = true;
    private Function<String, Party> parties = address -> Party.answering(Duration.ofSeconds(3), Duration.ofSeconds(60));
    private Predicate<String> missingAudio = address -> address.contains("missing");
    private boolean sideEvents;
    private Faults faults = Faults.NONE;
    private Duration setupTime = Duration.ofMillis(100);
    private Duration detectionTime = Duration.ofSeconds(3);
    private Duration firstCommandTimeout = Duration.ofSeconds(30);
    private Duration answerSettling = Duration.ZERO;
    private Function<String, List<ScriptedTurn>> scripts = address -> List.of();
    private boolean assistantHangsUp = true;
    private String historyEvent = "call.ai_gather.message_history_updated";

    FakeTelnyxBuilder(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** The key that requests must bear. Default: {@code KEY0000}. */
    public FakeTelnyxBuilder apiKey(String key) {
        this.apiKey = key;
        return this;
    }

    /** The only connection there is. Default: {@code 1000000000000000001}. */
    public FakeTelnyxBuilder connectionId(String id) {
        this.connectionId = id;
        return this;
    }

    /**
     * What webhooks are signed with.
     *
     * @param seed a private Ed25519 key, 32 bytes. Default: a throw-away key, the bytes 0 to 31
     */
    public FakeTelnyxBuilder privateKey(byte[] seed) {
        this.privateKey = seed.clone();
        return this;
    }

    /**
     * Does not sign webhooks; their signature is empty. For long simulations, which else would spend nearly all of their
     * time on signatures. Default: it signs.
     */
    public FakeTelnyxBuilder withoutSignatures() {
        this.signs = false;
        return this;
    }

    /** Where the connection's webhooks go. Default: nowhere. */
    public FakeTelnyxBuilder webhookUrl(URI url) {
        this.webhookUrl = url;
        return this;
    }

    /** Where webhooks go that could not be delivered. Default: nowhere. */
    public FakeTelnyxBuilder failoverUrl(URI url) {
        this.failoverUrl = url;
        return this;
    }

    /** What brings the webhooks. Default: they vanish, and count as delivered. */
    public FakeTelnyxBuilder webhooks(WebhookSender webhooks) {
        this.sender = webhooks;
        return this;
    }

    /** How long an answer to a webhook may take. Default: 2 s. */
    public FakeTelnyxBuilder webhookTimeout(Duration timeout) {
        this.webhookTimeout = timeout;
        return this;
    }

    /** How long after a failed delivery the next one is tried. Default: 1 s, 5 s, 15 s. A dial's own policy is stronger. */
    public FakeTelnyxBuilder retryDelays(List<Duration> delays) {
        this.retryDelays = List.copyOf(delays);
        return this;
    }

    /** How many dials are taken, averaged over 5 s. Default: 30. */
    public FakeTelnyxBuilder dialsPerSecond(int dials) {
        this.dialsPerSecond = dials;
        return this;
    }

    /** How many outgoing calls may live at once. Default: any number. */
    public FakeTelnyxBuilder concurrentCalls(int calls) {
        this.concurrentCalls = calls;
        return this;
    }

    /** How far the listings of active calls and call events are behind. Default: not at all. */
    public FakeTelnyxBuilder listingLag(Duration lag) {
        this.listingLag = lag;
        return this;
    }

    /** How long a dial's command id is remembered, counted from its first use. Default: 60 s. */
    public FakeTelnyxBuilder commandWindow(Duration window) {
        this.commandWindow = window;
        return this;
    }

    /**
     * Whether the command id of a refused command counts as used, so that it is refused for ever. The carrier does not
     * say. Default: it does, which is the harder case. A refused dial leaves no trace either way.
     */
    public FakeTelnyxBuilder refusedCommandIdsAreUsed(boolean used) {
        this.refusedCommandIdsAreUsed = used;
        return this;
    }

    /** Who is called, by number or SIP address. Default: somebody who answers after 3 s and talks for 60 s. */
    public FakeTelnyxBuilder parties(Function<String, Party> byAddress) {
        this.parties = byAddress;
        return this;
    }

    /** Which sound files do not exist. Default: those with {@code missing} in their address or name. */
    public FakeTelnyxBuilder missingAudio(Predicate<String> missing) {
        this.missingAudio = missing;
        return this;
    }

    /**
     * Whether events come, too, that an application has no use for: the cost of each call, insights after each
     * conversation. Default: they do not.
     */
    public FakeTelnyxBuilder sideEvents(boolean come) {
        this.sideEvents = come;
        return this;
    }

    /** What goes wrong. Default: nothing. */
    public FakeTelnyxBuilder faults(Faults what) {
        this.faults = what;
        return this;
    }

    /** How long after an accepted dial the leg comes into being. Default: 100 ms. */
    public FakeTelnyxBuilder setupTime(Duration time) {
        this.setupTime = time;
        return this;
    }

    /** How long after the answer a machine is told from a person. Default: 3 s. */
    public FakeTelnyxBuilder detectionTime(Duration time) {
        this.detectionTime = time;
        return this;
    }

    /** How long an incoming call waits for its first command. Default: 30 s. */
    public FakeTelnyxBuilder firstCommandTimeout(Duration timeout) {
        this.firstCommandTimeout = timeout;
        return this;
    }

    /** How long after its answer a leg still refuses to be joined, as if it were not answered. Default: not at all. */
    public FakeTelnyxBuilder answerSettling(Duration time) {
        this.answerSettling = time;
        return this;
    }

    /** What assistants and the people they talk to say. Default: nothing. */
    public FakeTelnyxBuilder script(List<ScriptedTurn> turns) {
        List<ScriptedTurn> copy = List.copyOf(turns);
        return scripts(address -> copy);
    }

    /** What is said, by the address of the person that an assistant talks to. */
    public FakeTelnyxBuilder scripts(Function<String, List<ScriptedTurn>> byAddress) {
        this.scripts = byAddress;
        return this;
    }

    /** Whether an assistant hangs up after its last turn. Default: it does. */
    public FakeTelnyxBuilder assistantHangsUp(boolean hangsUp) {
        this.assistantHangsUp = hangsUp;
        return this;
    }

    /**
     * The type of the events that bring the turns of a conversation. The carrier does not say. Default: {@code
     * call.ai_gather.message_history_updated}.
     */
    public FakeTelnyxBuilder historyEvent(String type) {
        this.historyEvent = type;
        return this;
    }

    /**
     * Makes the carrier.
     *
     * @throws IllegalArgumentException if the private key does not have 32 bytes
     */
    public FakeTelnyx build() {
        Settings settings = new Settings(
                apiKey,
                connectionId,
                parties,
                missingAudio,
                sideEvents,
                new Settings.Delivering(
                        sender, new Signer(privateKey, signs), webhookUrl, failoverUrl, webhookTimeout, retryDelays),
                new Settings.Limits(
                        dialsPerSecond, concurrentCalls, listingLag, commandWindow, refusedCommandIdsAreUsed),
                new Settings.Timing(setupTime, detectionTime, firstCommandTimeout, answerSettling),
                new Settings.Talking(scripts, assistantHangsUp, historyEvent));
        return new FakeTelnyx(new Exchange(scheduler, settings, faults), faults);
    }

    private static byte[] throwAwayKey() {
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) i;
        }
        return seed;
    }
}
