package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.Presence;
import io.callyard.spi.store.FloorView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one tenant's floor shows of another's: nothing. */
abstract class FloorIsolationContract extends FloorFixture {
    private final CallerLine line = FullValues.line(uniqueName("line"));
    private final PhoneNumber number = number();
    private TenantId other;
    private Caller foreign;
    private Offer foreignOffer;

    @SuppressWarnings("NullAway.Init") // made before each test
    FloorIsolationContract(StoreContract opener) {
        super(opener);
    }

    @BeforeEach
    void letSomebodyStandOnAnotherFloor() {
        Instant now = clock.instant();
        other = newTenant(1);
        foreign = save(callerOf(other, SALES).on(line).promisedBy(now).attentionAt(now));
        foreignOffer = save(offer(foreign, now));
        save(callerOf(other, SALES).number(number).left(now));
        save(AgentSample.of(other, "ann", SALES, now).attentionAt(now));
        change(store, other, floor -> floor.save(FullQueues.queue(other, SALES, now)));
    }

    @Test
    void findsNobodyOfAnotherFloor() {
        assertThat(find(floor -> floor.caller(foreign.id()))).isEmpty();
        assertThat(find(floor -> floor.offer(foreignOffer.id()))).isEmpty();
        assertThat(find(floor -> floor.callerOn(line))).isEmpty();
        assertThat(find(floor -> floor.queue(SALES))).isEmpty();
        assertThat(find(floor -> floor.lastLeft(SALES, number, Instant.EPOCH))).isEmpty();
        assertThat(store.<Optional<Caller>>onFloor(tenant, floor -> floor.caller(foreign.id())))
                .isEmpty();
        assertThat(store.<Optional<Offer>>onFloor(tenant, floor -> floor.offer(foreignOffer.id())))
                .isEmpty();
        assertThat(store.callerAnywhere(foreign.id())).contains(foreign);
        assertThat(store.offerAnywhere(foreignOffer.id())).contains(foreignOffer);
    }

    @Test
    void listsNobodyOfAnotherFloor() {
        assertThat(view(FloorFixture::picture)).containsOnly(List.of(), 0);
        assertThat(store.<List<Object>>onFloor(tenant, FloorFixture::picture)).containsOnly(List.of(), 0);
        assertThat(ahead(CallerSample.of(
                                tenant,
                                nextCallerId(tenant),
                                SALES,
                                clock.instant().plusSeconds(1))
                        .build()))
                .isZero();
    }

    @Test
    void hasAgentsAndQueuesOfItsOwnUnderTheSameIds() {
        List<Object> before = store.viewFloor(other, FloorFixture::picture);
        Agent own = agent("ann").presence(Presence.OFFLINE).build();
        change(floor -> {
            floor.save(own);
            floor.save(queue(tenant, SALES));
        });

        assertThat(view(FloorView::agents)).containsExactly(own);
        assertThat(view(FloorView::queues)).containsExactly(queue(tenant, SALES));
        assertThat(store.<List<Object>>viewFloor(other, FloorFixture::picture)).isEqualTo(before);
    }

    @Test
    void hasALineOfItsOwnUnderTheSameQueueId() {
        List<Object> before = store.viewFloor(other, FloorFixture::picture);
        clock.advance(SECOND);
        Caller own = save(caller(SALES));

        assertThat(line(SALES)).containsExactly(own);
        assertThat(lineLength(SALES)).isEqualTo(1);
        assertThat(ahead(own)).isZero();
        assertThat(store.<List<Object>>viewFloor(other, FloorFixture::picture)).isEqualTo(before);
    }

    @Test
    void isNotDueWithAnotherFloor() {
        save(caller(SALES).attentionAt(clock.instant().plusSeconds(9)));

        assertThat(store.dueFloors(MANY)).contains(other).doesNotContain(tenant);
    }

    @Test
    void appendsToItsOwnLogOnly() {
        long before = store.lastSeq(other);

        change(floor -> floor.append(event(1)));

        assertThat(store.lastSeq(other)).isEqualTo(before);
    }
}
