package io.callyard.estimate;

import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.CampaignSettings;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.Admission;
import io.callyard.outbound.QueuePlace;
import io.callyard.testkit.FakeCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What was promised to thousands of waiting calls, against what they got: tenants of different sizes
 * under nearly full load, random arrivals, random lengths, virtual days.
 */
@Tag("R1.2")
@TestInstance(Lifecycle.PER_CLASS)
class EstimateCoverageTest {
    private static final int CALLS = 2_000;

    /** Until the engine has seen some calls it can only assume. */
    private static final int LEARNING = 60;

    private static final Customer SMALL = new Customer("small", 1, 300, false);
    private static final Customer MEDIUM = new Customer("medium", 5, 60, false);
    private static final Customer LARGE = new Customer("large", 20, 120, false);
    private static final Customer CAMPAIGN = new Customer("campaign", 1, 90, true);
    private static final List<Customer> ALL = List.of(SMALL, MEDIUM, LARGE, CAMPAIGN);

    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();
    private final SplittableRandom random = new SplittableRandom(20300101);
    private final Map<CallId, Promise> open = new HashMap<>();
    private final List<Promise> kept = new ArrayList<>();

    /** One tenant's traffic: so many slots, calls of that mean length, and a load of 95 %. */
    private record Customer(String name, int slots, double meanSeconds, boolean campaign) {
        TenantId tenant() {
            return new TenantId(name);
        }

        double secondsBetweenCalls() {
            double perCall = meanSeconds + (campaign ? 5 : 0);
            return perCall / slots / 0.95;
        }
    }

    /** What one call was told when it joined the line, and how long it waited in the end. */
    private record Promise(Customer customer, int number, QueuePlace place, double waited) {
        boolean isKept() {
            return seconds(place.estimatedWait().low()) <= waited
                    && waited <= seconds(place.estimatedWait().high());
        }
    }

    @BeforeAll
    void days() {
        yard.carrier.answerBy(order -> {
            Customer customer = ALL.stream()
                    .filter(each -> each.tenant().equals(order.tenant()))
                    .findFirst()
                    .orElseThrow();
            Promise promise = open.remove(order.subject().id());
            if (promise != null) {
                Call call = yard.store.findAnywhere(order.subject().id()).orElseThrow();
                Duration waited = Duration.between(call.createdAt(), yard.now());
                kept.add(new Promise(customer, promise.number(), promise.place(), seconds(waited)));
            }
            yard.scheduler.schedule(
                    exponential(customer.meanSeconds()), () -> yard.carrier.ended(order, Outcome.COMPLETED));
            return FakeCarrier.taken(order);
        });
        for (Customer customer : ALL) {
            yard.limits.setTenantLimits(
                    customer.tenant(), TenantLimits.DEFAULT.withMaxLive(customer.campaign() ? 10 : customer.slots()));
            if (customer.campaign()) {
                yard.campaigns.create(customer.tenant(), SPRING, CampaignSettings.named("by the way"));
                yard.campaigns.start(customer.tenant(), SPRING);
            }
            arrive(customer, 1);
        }
        yard.advance(Duration.ofDays(12));
        assertThat(open).as("every call got its turn").isEmpty();
    }

    private void arrive(Customer customer, int number) {
        yard.scheduler.schedule(exponential(customer.secondsBetweenCalls()), () -> {
            CallRequest.Builder request = customer.campaign()
                    ? CallRequest.campaign(customer.tenant(), SPRING, yard.newNumber())
                    : CallRequest.direct(customer.tenant(), yard.newNumber());
            if (yard.place(request) instanceof Admission.Queued queued) {
                open.put(queued.call().id(), new Promise(customer, number, queued.place(), 0));
            }
            if (number < CALLS) {
                arrive(customer, number + 1);
            }
        });
    }

    @Test
    void eightInTenWaitsLieWithinWhatWasPromised() {
        for (Customer customer : ALL) {
            List<Promise> promises = learntPromisesOf(customer);

            assertThat(promises).as(customer.name()).hasSizeGreaterThan(300);
            assertThat(share(promises, Promise::isKept)).as(customer.name()).isBetween(0.7, 0.9);
            assertThat(share(
                            promises,
                            promise -> promise.waited()
                                    > seconds(promise.place().estimatedWait().likely())))
                    .as("longer than likely, of " + customer.name())
                    .isBetween(0.4, 0.6);
        }
    }

    @Test
    void noConstantTimesThePositionComesAsClose() {
        List<Promise> promises = ALL.stream()
                .flatMap(customer -> learntPromisesOf(customer).stream())
                .toList();
        double ours = meanError(
                promises, promise -> seconds(promise.place().estimatedWait().likely()));

        double best = Double.MAX_VALUE;
        for (double constant = 1; constant <= 400; constant++) {
            double perPlace = constant;
            best = Math.min(
                    best,
                    meanError(promises, promise -> perPlace * promise.place().position()));
        }

        assertThat(ours).as("even the constant that hindsight finds best").isLessThan(0.6 * best);
    }

    private List<Promise> learntPromisesOf(Customer customer) {
        return kept.stream()
                .filter(promise -> promise.customer().equals(customer) && promise.number() > LEARNING)
                .toList();
    }

    private Duration exponential(double meanSeconds) {
        return Duration.ofNanos((long) (-meanSeconds * 1e9 * Math.log(1 - random.nextDouble())));
    }

    private static double share(List<Promise> promises, Predicate<Promise> condition) {
        return (double) promises.stream().filter(condition).count() / promises.size();
    }

    private static double meanError(List<Promise> promises, ToDoubleFunction<Promise> forecast) {
        return promises.stream()
                .mapToDouble(promise -> Math.abs(promise.waited() - forecast.applyAsDouble(promise)))
                .average()
                .orElseThrow();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
