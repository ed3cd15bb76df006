package io.callyard.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentRecord;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Leaving;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.Search;
import io.callyard.model.inbound.Told;
import io.callyard.spi.store.Floor;
import io.callyard.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the in-memory store does with floors beyond the contract. */
class InMemoryFloorTest {
    private static final TenantId TENANT = new TenantId("tenant");
    private static final TenantId OTHER = new TenantId("other");
    private static final QueueId SALES = new QueueId("sales");
    private static final CallerLine LINE = new CallerLine(new CarrierAccountId("account"), new CarrierCallId("call"));

    private final ManualClock clock = ManualClock.create();
    private final InMemoryStore store = new InMemoryStore(clock);

    private void change(TenantId tenant, Consumer<Floor> step) {
        store.onFloor(tenant, floor -> {
            step.accept(floor);
            return true;
        });
    }

    private Caller caller(TenantId tenant, long id, boolean gone) {
        Instant now = clock.instant();
        return new Caller(
                tenant,
                new CallerId(new UUID(0, id)),
                Arrival.of(SALES, null).on(LINE),
                Set.of(),
                new Place(SALES, now, now),
                gone ? CallerState.ENDED : CallerState.WAITING,
                Search.NEW,
                null,
                null,
                null,
                Told.NOTHING,
                gone ? new Leaving(LeaveReason.ABANDONED, "", now) : null,
                now,
                null);
    }

    private Agent agent(TenantId tenant) {
        Instant now = clock.instant();
        return new Agent(
                tenant,
                new AgentId("ann"),
                AgentProfile.of("Ann", SALES),
                Presence.AVAILABLE,
                "",
                now,
                now,
                List.of(),
                now,
                AgentRecord.since(now),
                now,
                null);
    }

    private Offer offer(TenantId tenant, long id, OfferState state) {
        Instant now = clock.instant();
        return new Offer(
                tenant,
                new OfferId(new UUID(0, id)),
                SALES,
                new CallerId(new UUID(0, 1)),
                1,
                state,
                List.of(),
                now,
                now,
                new Decision(QueueSettings.LONGEST_IDLE, 1, 0, List.of()),
                "",
                state.isOpen() ? null : now);
    }

    @Test
    @Tag("R4.12")
    void forgetsWhoHasGoneAndWhatIsOverAfterAnHourAndNothingElse() {
        change(TENANT, floor -> {
            floor.save(caller(TENANT, 1, true));
            floor.save(caller(TENANT, 2, false));
            floor.save(offer(TENANT, 1, OfferState.TIMED_OUT));
            floor.save(offer(TENANT, 2, OfferState.OPEN));
        });
        clock.advance(Duration.ofMinutes(1));
        change(TENANT, floor -> floor.save(caller(TENANT, 3, true)));
        clock.advance(Duration.ofMinutes(59));

        change(OTHER, floor -> floor.save(agent(OTHER)));

        assertThat(known()).containsExactly(2L, 3L);
        assertThat(knownOffers()).containsExactly(2L);
        assertThat(store.<List<Caller>>viewFloor(TENANT, floor -> floor.left(SALES, Instant.EPOCH, 9)))
                .extracting(caller -> caller.id().value().getLeastSignificantBits())
                .containsExactly(3L);
        assertThat(store.callerOnLine(LINE.account(), LINE.call()))
                .map(caller -> caller.id().value().getLeastSignificantBits())
                .contains(3L);
    }

    private Stream<Long> known() {
        return Stream.of(1L, 2L, 3L)
                .filter(id ->
                        store.callerAnywhere(new CallerId(new UUID(0, id))).isPresent());
    }

    private Stream<Long> knownOffers() {
        return Stream.of(1L, 2L)
                .filter(id -> store.offerAnywhere(new OfferId(new UUID(0, id))).isPresent());
    }

    @Test
    void refusesWhatBelongsToAnotherTenant() {
        Caller foreign = caller(OTHER, 1, false);
        Offer foreignOffer = offer(OTHER, 1, OfferState.OPEN);
        change(OTHER, floor -> {
            floor.save(foreign);
            floor.save(foreignOffer);
        });
        List<Consumer<Floor>> steps = List.of(
                floor -> floor.save(caller(OTHER, 2, false)),
                floor -> floor.save(caller(TENANT, 1, false)),
                floor -> floor.save(agent(OTHER)),
                floor -> floor.save(offer(OTHER, 2, OfferState.OPEN)),
                floor -> floor.save(offer(TENANT, 1, OfferState.OPEN)),
                floor -> floor.save(QueueBook.open(OTHER, SALES, QueueSettings.named("sales"), clock.instant())));

        assertThat(steps)
                .allSatisfy(step -> assertThatIllegalArgumentException().isThrownBy(() -> change(TENANT, step)));
        assertThat(store.callerAnywhere(foreign.id())).contains(foreign);
        assertThat(store.offerAnywhere(foreignOffer.id())).contains(foreignOffer);
    }

    @Test
    void refusesToBeUsedFromWithinAStep() {
        List<ThrowingCallable> uses = List.of(
                () -> store.onFloor(TENANT, floor -> true),
                () -> store.viewFloor(OTHER, floor -> true),
                () -> store.callerAnywhere(new CallerId(new UUID(0, 1))),
                () -> store.lastSeq(TENANT),
                () -> store.findAnywhere(new CallId(0, 1)),
                () -> store.setSystemLimit(1));

        change(
                TENANT,
                floor -> assertThat(uses)
                        .allSatisfy(use -> assertThatIllegalStateException().isThrownBy(use)));
        store.viewFloor(
                TENANT,
                floor -> assertThat(uses)
                        .allSatisfy(use -> assertThatIllegalStateException().isThrownBy(use)));
        assertThat(store.lastSeq(TENANT)).as("usable again behind it").isEqualTo(1);
    }

    @Test
    void keepsThoseWhoAreGoneForAnHourAtLeast() {
        Duration tooShort = Retention.LEAST_GONE_AGE.minusNanos(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retention(Duration.ZERO, 1, 1, 1, tooShort))
                .withMessageContaining("PT59M59.999999999S");
    }
}
