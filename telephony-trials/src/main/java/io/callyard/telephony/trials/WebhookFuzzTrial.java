package io.callyard.telephony.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.testkit.VirtualScheduler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Webhooks that are damaged, forged, or authentic and make no sense, one after the other. A driver's tests extend it.
 *
 * <p>{@code -Dcallyard.fuzz=N} brings another number of them, {@code -Dcallyard.seed=S} others.
 */
public abstract class WebhookFuzzTrial {
    private static final int WEBHOOKS = 1_000_000;
    private static final long MORE_HEAP = 32L << 20;

    /** Draws what is brought. */
    protected final SplittableRandom random = new SplittableRandom(Long.getLong("callyard.seed", 1));

    /** Damages what is brought. */
    protected final FuzzMutator mutator = new FuzzMutator(random.split());

    /** The time of the drivers. */
    protected final VirtualScheduler scheduler = VirtualScheduler.inOrder();

    /** Takes what the drivers report. */
    protected final FuzzReporter reporter = new FuzzReporter(random.split());

    private final String name;
    private final CarrierDay.Maker maker;
    private final int fewestKinds;
    private final Map<Integer, Long> statuses = new TreeMap<>();

    /**
     * Makes one.
     *
     * @param name the carrier's
     * @param maker makes it
     * @param fewestKinds of how many kinds its webhooks are at least
     */
    protected WebhookFuzzTrial(String name, CarrierDay.Maker maker, int fewestKinds) {
        this.name = name;
        this.maker = maker;
        this.fewestKinds = fewestKinds;
    }

    /** Starts the drivers. */
    protected abstract void start();

    /** Returns of which kind a webhook is. */
    protected abstract String kindOf(WebhookRequest webhook);

    /**
     * Brings a webhook.
     *
     * @param model one that the carrier has sent
     * @param other another one, to take parts from
     */
    protected abstract void bring(WebhookRequest model, WebhookRequest other);

    /** Returns what else is worth telling of it all; empty: nothing. */
    protected String notes() {
        return "";
    }

    @Test
    @Tag("R0.3")
    void nothingThatComesInDoesHarm() {
        start();
        List<WebhookRequest> recorded = recorded();
        assertThat(recorded.stream().map(this::kindOf).distinct().count())
                .as("kinds of webhooks")
                .isGreaterThanOrEqualTo(fewestKinds);
        int all = Integer.getInteger("callyard.fuzz", WEBHOOKS);
        long heap = 0;
        for (int i = 1; i <= all; i++) {
            bring(recorded.get(random.nextInt(recorded.size())), recorded.get(random.nextInt(recorded.size())));
            if (i % 100 == 0) {
                scheduler.advance(Duration.ofSeconds(1));
            }
            if (i == all / 10) {
                heap = usedHeap();
            }
        }
        scheduler.advance(Duration.ofHours(1));
        long more = usedHeap() - heap;
        System.out.printf(
                "%d webhooks at %s: answers %s, %d reports, %s%d KB more heap%n",
                all, name, statuses, reporter.told(), notes(), more >> 10);

        assertThat(more).as("bytes of heap more than after the first tenth").isLessThan(MORE_HEAP);
        assertThat(scheduler.failures()).isEmpty();
        assertThat(reporter.told()).as("some were authentic and made sense").isGreaterThan(all / 100);
    }

    private List<WebhookRequest> recorded() {
        DayCarrier carrier = maker.make(CarrierDay.ground(VirtualScheduler.inOrder()));
        List<WebhookRequest> recorded = new ArrayList<>();
        CarrierDay.webhooks(1, maker).forEach(webhook -> recorded.add(carrier.handedOn(webhook)));
        return recorded;
    }

    /**
     * Brings a webhook that the carrier has signed, as far as anybody can tell.
     *
     * @param expected the statuses that may be answered if the store was there
     */
    protected final void authentic(CarrierWebhooks driver, WebhookRequest request, IntPredicate expected) {
        long failed = reporter.failed();
        int status = handled(driver, request);
        boolean away = reporter.failed() > failed;
        if (away ? status != 503 : !expected.test(status)) {
            throw new AssertionError(status + " for " + told(request) + (away ? ", and the store was away" : ""));
        }
    }

    /**
     * Brings a webhook that nobody has signed: nothing of it may be reported.
     *
     * @param expected the statuses that may be answered
     */
    protected final void refused(CarrierWebhooks driver, WebhookRequest request, Set<Integer> expected) {
        long before = reporter.told();
        int status = handled(driver, request);
        if (!expected.contains(status) || reporter.told() != before) {
            throw new AssertionError(status + " for " + told(request) + ", which nobody has signed");
        }
    }

    private int handled(CarrierWebhooks driver, WebhookRequest request) {
        WebhookResponse answer;
        try {
            answer = driver.handle(request);
        } catch (RuntimeException | Error e) {
            throw new AssertionError("thrown for " + told(request), e);
        }
        statuses.merge(answer.status(), 1L, Long::sum);
        return answer.status();
    }

    private static String told(WebhookRequest request) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        return request + " ?" + request.query() + " " + request.headers() + " " + body;
    }

    @SuppressWarnings("PMD.DoNotCallGarbageCollectionExplicitly") // what is left after it is what is held
    private static long usedHeap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
