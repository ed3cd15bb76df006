package io.callyard.inbound;

import static io.callyard.inbound.Hall.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.machine.inbound.Attention;
import io.callyard.model.AgentId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.OfferId;
import io.callyard.spi.carrier.BridgeAnswer;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.carrier.InboundCarrier;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.carrier.LineState;
import java.lang.reflect.Proxy;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What carriers say about lines, more than once, late, or after it is over. */
class LineReportsTest {
    private static final CarrierAccountId ACCOUNT = new CarrierAccountId("lines");

    private final AtomicReference<InboundReporter> reporter = new AtomicReference<>();
    private final AtomicReference<CompletionStage<LineState>> states =
            new AtomicReference<>(CompletableFuture.completedStage(LineState.LIVE));
    private final Hall hall = new Hall(builder -> builder.carrier(ACCOUNT, lines()));
    private final CallerLine line = new CallerLine(ACCOUNT, new CarrierCallId("line-1"));
    private final Arrival arrival = hall.arrival().on(line);

    /** Does nothing, and says that a connection is on its way. */
    private Carrier lines() {
        return (Carrier) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Carrier.class, InboundCarrier.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "startInbound" -> {
                        reporter.set((InboundReporter) args[0]);
                        yield null;
                    }
                    case "state" -> states.get();
                    case "bridge" -> CompletableFuture.completedStage(BridgeAnswer.UNDER_WAY);
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == args[0];
                    default -> method.getReturnType() == void.class ? null : CompletableFuture.completedStage(null);
                });
    }

    private InboundReporter carrier() {
        return reporter.get();
    }

    private void arrives() {
        carrier().arrived(ACME, arrival);
        hall.scheduler.runDue();
    }

    @Test
    @Tag("R4.4")
    void aLineThatIsOverMakesNoNewCaller() {
        arrives();
        arrives();
        carrier().lineEnded(line);
        arrives();

        assertThat(hall.events(CallerJoined.class)).hasSize(1);
        assertThat(hall.stateOf(hall.events(CallerJoined.class).get(0).caller()))
                .isEqualTo(CallerState.ENDED);
        hall.audit();
    }

    @Test
    @Tag("R4.8")
    void anAgentWhoAcceptsTwiceHasTheOfferAndAnotherHasNot() {
        AgentId ann = hall.agent("ann");
        AgentId ben = hall.agent("ben");
        arrives();
        OfferId offer =
                hall.offerOf(hall.events(CallerJoined.class).get(0).caller()).id();
        AgentId rung = hall.agents.offer(ACME, offer).orElseThrow().ringing().get(0);

        assertThat(carrier().agentAccepted(offer, rung)).isTrue();
        assertThat(carrier().agentAccepted(offer, rung)).isTrue();
        assertThat(carrier().agentAccepted(offer, rung.equals(ann) ? ben : ann)).isFalse();
        assertThat(carrier().agentAccepted(new OfferId(new UUID(7, 7)), ann)).isFalse();
    }

    @Test
    @Tag("R4.8")
    void aConnectionThatIsReportedLaterConnectsOrPutsTheCallerBack() {
        AgentId ann = hall.agent("ann");
        arrives();
        var caller = hall.events(CallerJoined.class).get(0).caller();
        OfferId first = hall.offerOf(caller).id();
        carrier().agentAccepted(first, ann);
        hall.scheduler.runDue();
        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.OFFERED);

        carrier().notConnected(first, "no audio");
        hall.scheduler.runDue();
        hall.advanceSeconds(20);
        OfferId second = hall.offerOf(caller).id();
        assertThat(second).isNotEqualTo(first);

        carrier().agentAccepted(second, ann);
        carrier().connected(second);
        carrier().connected(second);
        hall.scheduler.runDue();
        assertThat(hall.stateOf(caller)).isEqualTo(CallerState.CONNECTED);
    }

    @Test
    @Tag("R4.8")
    void aTalkWhoseEndWasNeverReportedEndsWhenTheCarrierSaysSo() {
        AgentId ann = talking();
        hall.advance(Attention.TALKING.plusSeconds(30));

        assertThat(hall.stateOf(caller())).isEqualTo(CallerState.CONNECTED);

        states.set(CompletableFuture.completedStage(LineState.OVER));
        hall.advance(Attention.TALKING.plusSeconds(30));

        assertThat(hall.stateOf(caller())).isEqualTo(CallerState.ENDED);
        assertThat(hall.agents.find(ACME, ann).orElseThrow().agent().engagements())
                .isEmpty();
        hall.audit();
    }

    @Test
    @Tag("R4.8")
    void aTalkThatTheCarrierKnowsNothingOfGoesOnForFourHours() {
        talking();
        states.set(CompletableFuture.failedStage(new IllegalStateException("out of order")));
        hall.advance(Attention.LONGEST_TALK.minusSeconds(60));

        assertThat(hall.stateOf(caller())).isEqualTo(CallerState.CONNECTED);

        hall.advanceSeconds(120);

        assertThat(hall.stateOf(caller())).isEqualTo(CallerState.ENDED);
    }

    private AgentId talking() {
        hall.agent("ann");
        arrives();
        return hall.talk(caller());
    }

    private CallerId caller() {
        return hall.events(CallerJoined.class).get(0).caller();
    }
}
