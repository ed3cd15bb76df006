package io.callyard;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.GLOBEX;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.broadcast.Delivery;
import io.callyard.broadcast.Room;
import io.callyard.broadcast.Subscriber;
import io.callyard.model.AccountLimits;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.Contact;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.UserId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.carrier.CarrierReport;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.LookUpAnswer;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.testkit.FakeCarrier;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A store that fails at any step: whoever asked is told, or it is as if nothing had been. */
class FailingStoreTest {
    private static final QueueId SUPPORT = new QueueId("support");
    private static final UserId ANN = new UserId("ann");
    private static final CampaignId SUMMER = new CampaignId("summer");

    @RegisterExtension
    final Yards yards = new Yards();

    /** Every step that an engine can ask of a store, failing before or after it took effect. */
    static Stream<Arguments> everyStepOfAStore() {
        // The last three are asked for by reports on callers' lines, which this scenario has none of.
        Set<String> notSteps = Set.of(
                "onSignal", "claimAlong", "close", "useDefaults", "callerAnywhere", "callerOnLine", "offerAnywhere");
        return Arrays.stream(Store.class.getMethods())
                .map(Method::getName)
                .filter(name -> !notSteps.contains(name))
                .distinct()
                .sorted()
                .flatMap(name -> Stream.of(Arguments.of(name, false), Arguments.of(name, true)));
    }

    @ParameterizedTest
    @MethodSource("everyStepOfAStore")
    @Tag("R1.9")
    void aStoreThatFailsOnceIsATypedErrorOrIsRecoveredFrom(String method, boolean afterEffect) {
        int number = 1;
        while (number <= 30 && failsOnce(method, number, afterEffect)) {
            number++;
        }

        assertThat(number).as("the scenario asks for it").isGreaterThan(1);
    }

    /** Runs the scenario with one failure, and returns whether it came to that failure. */
    private boolean failsOnce(String method, int number, boolean afterEffect) {
        FailingStore[] failing = new FailingStore[1];
        Yard yard = yards.with()
                .engineSees(store -> {
                    failing[0] = new FailingStore(
                            store, method, number, afterEffect, () -> new StoreUnavailableException("down"));
                    return failing[0].asStore();
                })
                .open();
        yard.carrier.answerLookUpsBy(
                question -> CompletableFuture.completedStage(new LookUpAnswer.Absent(LookUpAnswer.Proof.WEAK)));

        List<StoreUnavailableException> told = useEverything(yard);
        endAll(yard);

        assertThat(told).as("whoever asked is told once at most").hasSizeLessThanOrEqualTo(1);
        yard.assertNoSlotTaken();
        for (TenantId tenant : List.of(ACME, GLOBEX)) {
            for (CallType type : CallType.values()) {
                assertThat(yard.store.counts(tenant).of(type, CallState.QUEUED)).isZero();
                assertThat(yard.store.counts(tenant).of(type, CallState.SCHEDULED))
                        .isZero();
            }
        }
        assertThat(yard.campaign(SPRING).status()).isEqualTo(CampaignStatus.COMPLETED);
        assertThat(yard.campaign(SUMMER).progress().waiting()).isZero();
        assertThat(new HashSet<>(attempts(yard)))
                .as("no attempt is ordered twice")
                .hasSameSizeAs(attempts(yard));
        assertThat(yard.carrier.orders().stream()
                        .filter(order -> order.subject().type() == CallType.LEAD)
                        .map(order -> order.subject().contact()))
                .as("no lead is dialled twice; one whose reservation was lost is not dialled on a guess")
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(yard.engine.health().isReady()).isTrue();
        assertThat(yard.engine.health().placing()).isZero();
        return failing[0].hasFailed();
    }

    private static List<StoreUnavailableException> useEverything(Yard yard) {
        List<StoreUnavailableException> told = new ArrayList<>();
        List<Contact> contacts = yard.contacts(3);
        List<Contact> leads = Stream.of("lead-1", "lead-2")
                .map(id -> new Contact(yard.newNumber().e164(), id, null, null, null, null))
                .toList();
        Runnable[] wishes = {
            () -> yard.campaigns.create(
                    ACME, SPRING, CampaignSettings.named("spring").withDelayBetween(Duration.ZERO)),
            () -> yard.campaigns.add(ACME, SPRING, contacts.iterator()),
            () -> yard.campaigns.start(ACME, SPRING),
            () -> yard.limits.setTenantLimits(GLOBEX, TenantLimits.DEFAULT.withMaxLive(1)),
            () -> yard.place(yard.direct().key("one")),
            () -> yard.place(yard.direct().key("two")),
            () -> yard.place(yard.direct(GLOBEX).key("three")),
            () -> yard.place(yard.direct(GLOBEX).key("four")),
            () -> yard.calls.status(ACME),
            () -> yard.calls.next(ACME).ifPresent(call -> yard.calls.position(ACME, call.id())),
            () -> yard.calls.figures(ACME),
            () -> yard.calls.find(ACME, yard.carrier.lastOrder().subject().id()),
            () -> yard.calls.live(GLOBEX).forEach(call -> yard.calls.hangUp(GLOBEX, call.id())),
            () -> yard.campaigns.explain(ACME, SPRING),
            () -> yard.campaigns.create(ACME, SUMMER, CampaignSettings.named("summer")),
            () -> yard.campaigns.add(ACME, SUMMER, contacts.iterator()),
            () -> yard.campaigns.stop(ACME, SUMMER),
            () -> yard.carrier.report(new CarrierReport(
                    Yard.DEFAULT, null, 0, FakeCarrier.idOf(yard.carrier.lastOrder()), new Fact.Ringing(), null)),
            () -> yard.limits.setSystemLimit(100),
            () -> yard.limits.setAccountLimits(Yard.DEFAULT, AccountLimits.NONE),
            () -> yard.engine.broadcaster().lastSeq(ACME),
            () -> yard.engine.broadcaster().subscribe(Room.of(ACME), 0, new Hearing()),
            () -> yard.campaigns.list(ACME),
            () -> yard.campaigns.pause(ACME, SPRING),
            () -> yard.campaigns.resume(ACME, SPRING),
            () -> yard.limits.systemUsage(),
            () -> yard.limits.accountUsage(Yard.DEFAULT),
            () -> yard.limits.tenantUsage(ACME),
            () -> yard.engine.inbound().define(ACME, SUPPORT, QueueSettings.named("Support")),
            () -> yard.engine.inbound().arrive(ACME, Arrival.of(SUPPORT, null)),
            () -> yard.engine.inbound().status(ACME, SUPPORT),
            () -> yard.engine.leads().add(ACME, ANN, leads.iterator()),
            () -> yard.engine.leads().fetched(ACME, ANN, List.of(new LeadId("lead-1"))),
            () -> yard.engine.leads().fetched(ACME, ANN),
            () -> yard.engine.leads().find(ACME, new LeadId("lead-1")),
        };
        for (Runnable wish : wishes) {
            try {
                wish.run();
            } catch (StoreUnavailableException e) {
                told.add(e);
                wish.run();
            }
            yard.run();
        }
        return told;
    }

    /** Ends what is live until nothing is left; a report that was not kept comes again. */
    private static void endAll(Yard yard) {
        Set<PlaceOrder> over = new HashSet<>();
        for (int round = 0; round < 60; round++) {
            for (PlaceOrder order : yard.carrier.orders()) {
                if (!over.contains(order)) {
                    try {
                        yard.carrier.ended(order, Outcome.COMPLETED);
                        over.add(order);
                    } catch (StoreUnavailableException e) {
                        // The carrier reports again.
                    }
                }
            }
            yard.advanceSeconds(20);
        }
    }

    /** Hears everything and does nothing with it. */
    private static final class Hearing implements Subscriber {
        @Override
        public void onEvent(Delivery delivery) {}

        @Override
        public void onResyncRequired(long lastSeq) {}
    }

    private static List<String> attempts(Yard yard) {
        return yard.carrier.orders().stream()
                .map(order -> order.subject().id() + " " + order.attempt())
                .toList();
    }
}
