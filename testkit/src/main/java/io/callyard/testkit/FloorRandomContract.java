package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.spi.store.Floor;
import io.callyard.spi.store.FloorView;
import io.callyard.spi.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random steps, some of which fail. Within each and after it the floor has to agree with {@link FloorModel}. */
@Tag("R4.6")
@Tag("R4.10")
abstract class FloorRandomContract extends FloorFixture {
    private static final int SEEDS = 4;
    private static final int STEPS = 120;
    private static final List<QueueId> QUEUES = List.of(SALES, SUPPORT);

    private final Map<TenantId, FloorModel> models = new HashMap<>();
    private List<TenantId> floors = List.of();
    private List<PhoneNumber> numbers = List.of();
    private SplittableRandom random = new SplittableRandom(0);

    FloorRandomContract(StoreContract opener) {
        super(opener);
    }

    @Test
    @Timeout(60)
    void agreesWithAModelOfAFloor() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            begin(seed);
            for (int step = 1; step <= STEPS; step++) {
                takeAStep("seed " + seed + ", step " + step);
            }
            clearTheFloors();
        }
    }

    private void begin(long seed) {
        random = new SplittableRandom(seed);
        models.clear();
        floors = List.of(newTenant(1), newTenant(1));
        floors.forEach(id -> models.put(id, new FloorModel()));
        numbers = List.of(number(), number(), number());
    }

    private void takeAStep(String where) {
        clock.advance(Duration.ofNanos((1 + random.nextLong(1_500_000)) * 1_000));
        TenantId id = pick(floors);
        FloorModel before = models.getOrDefault(id, new FloorModel());
        Store user = user(random.nextInt(2));
        if (random.nextInt(5) == 0) {
            IllegalStateException failure = new IllegalStateException(where);
            assertThat(catchThrowable(() -> change(user, id, floor -> {
                        change(floor, before.copy());
                        throw failure;
                    })))
                    .isSameAs(failure);
        } else {
            models.put(id, user.onFloor(id, floor -> {
                FloorModel after = before.copy();
                change(floor, after);
                assertAgrees(floor, after, where + ", within");
                return after;
            }));
        }
        floors.forEach(each -> user(random.nextInt(2)).viewFloor(each, floor -> {
            assertAgrees(floor, models.getOrDefault(each, new FloorModel()), where);
            return true;
        }));
        assertDueFloors(where);
    }

    private void change(Floor floor, FloorModel model) {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int dice = random.nextInt(10);
            if (dice < 6) {
                Caller caller = anyCaller(floor.tenant(), model);
                floor.save(caller);
                model.callers.put(caller.id(), caller);
            } else if (dice < 8) {
                Agent agent = anyAgent(floor.tenant());
                floor.save(agent);
                model.agents.put(agent.id(), agent);
            } else {
                Offer offer = anyOffer(floor.tenant(), model);
                floor.save(offer);
                model.offers.put(offer.id(), offer);
            }
            clock.advance(MICRO); // no two things at one instant
        }
    }

    private Caller anyCaller(TenantId id, FloorModel model) {
        boolean known = !model.callers.isEmpty() && random.nextInt(3) > 0;
        CallerSample sample = known
                ? CallerSample.like(pick(model.callers.values()))
                : callerOf(id, pick(QUEUES)).number(pick(numbers));
        // Few keys, so that many are equal.
        sample.in(pick(QUEUES)).key(VirtualScheduler.START.plusSeconds(random.nextInt(6)));
        if (random.nextInt(4) == 0) {
            return sample.left(clock.instant()).build();
        }
        return sample.state(pick(
                        List.of(CallerState.WAITING, CallerState.OFFERED, CallerState.DIALING, CallerState.CONNECTED)))
                .promised(random.nextInt(3) == 0 ? promise() : null)
                .attentionAt(maybeSoon())
                .build();
    }

    private CallbackPromise promise() {
        return CallbackPromise.of(pick(numbers), clock.instant(), soon(), clock.instant());
    }

    private Agent anyAgent(TenantId id) {
        return AgentSample.of(id, "agent " + random.nextInt(6), SALES, clock.instant())
                .presence(pick(List.of(Presence.AVAILABLE, Presence.AVAILABLE, Presence.AWAY)))
                .with(random.nextInt(3) == 0 ? List.of(engagement(true)) : List.of())
                .wrapUpUntil(random.nextInt(3) == 0 ? soon() : clock.instant())
                .attentionAt(maybeSoon())
                .build();
    }

    private Offer anyOffer(TenantId id, FloorModel model) {
        return !model.offers.isEmpty() && random.nextInt(3) > 0
                ? as(pick(model.offers.values()), pick(List.of(OfferState.values())))
                : offer(callerOf(id, SALES).build(), soon());
    }

    private Instant soon() {
        return clock.instant().plus(Duration.ofNanos(random.nextLong(8_000_000) * 1_000));
    }

    private @Nullable Instant maybeSoon() {
        return random.nextBoolean() ? soon() : null;
    }

    private <T> T pick(Collection<T> from) {
        return from.stream().skip(random.nextInt(from.size())).findFirst().orElseThrow();
    }

    private void assertAgrees(FloorView floor, FloorModel model, String where) {
        Instant now = floor.now();
        Instant since = now.minusSeconds(random.nextInt(60));
        for (QueueId queue : QUEUES) {
            List<Caller> line = model.line(queue);
            int max = 1 + random.nextInt(5);
            assertThat(floor.line(queue, MANY)).as("%s: line", where).isEqualTo(line);
            assertThat(floor.line(queue, max)).as(where).isEqualTo(line.subList(0, Math.min(max, line.size())));
            assertThat(floor.lineLength(queue)).as(where).isEqualTo(line.size());
            assertThat(floor.left(queue, since, MANY)).as("%s: left", where).isEqualTo(model.left(queue, since));
            PhoneNumber number = pick(numbers);
            assertThat(floor.lastLeft(queue, number, since))
                    .as("%s: last left", where)
                    .isEqualTo(model.lastLeft(queue, number, since));
        }
        if (!model.callers.isEmpty()) {
            Caller caller = pick(model.callers.values());
            assertThat(floor.caller(caller.id())).as(where).contains(caller);
            assertThat((long) floor.ahead(caller)).as("%s: ahead", where).isEqualTo(model.ahead(caller));
        }
        assertSorted(floor.dueCallers(MANY), model.dueCallers(now), FloorRandomContract::attentionAt, where);
        assertSorted(floor.callbacks(MANY), model.callbacks(), FloorRandomContract::promisedBy, where);
        assertThat(floor.dueAgents(MANY)).as(where).containsExactlyInAnyOrderElementsOf(model.dueAgents(now));
        assertThat(floor.agents()).as(where).containsExactlyInAnyOrderElementsOf(model.agents.values());
        assertSorted(floor.openOffers(), model.openOffers(), Offer::madeAt, where);
        List<Agent> ready = new ArrayList<>(floor.readyAgents(MANY));
        ready.removeIf(agent -> !agent.isReadyAt(now));
        assertSorted(ready, model.readyAgents(now), agent -> agent.history().idleSince(), where);
    }

    private static <T> void assertSorted(List<T> seen, List<T> expected, Function<T, Instant> by, String where) {
        assertThat(seen)
                .as(where)
                .containsExactlyInAnyOrderElementsOf(expected)
                .isSortedAccordingTo(Comparator.comparing(by));
    }

    private void assertDueFloors(String where) {
        Instant now = clock.instant();
        List<TenantId> due = floors.stream()
                .filter(id -> !nextDue(id).isAfter(now))
                .sorted(Comparator.comparing(this::nextDue))
                .toList();
        List<TenantId> seen = new ArrayList<>(user(random.nextInt(2)).dueFloors(MANY));
        seen.retainAll(floors);
        assertThat(seen).as("%s: due floors", where).isEqualTo(due);
    }

    private Instant nextDue(TenantId id) {
        return models.getOrDefault(id, new FloorModel()).nextDue().orElse(Instant.MAX);
    }

    private static Instant attentionAt(Caller caller) {
        return caller.attentionAt() == null ? Instant.MAX : caller.attentionAt();
    }

    private static Instant promisedBy(Caller caller) {
        return caller.callback() == null ? Instant.MAX : caller.callback().promisedBy();
    }
}
