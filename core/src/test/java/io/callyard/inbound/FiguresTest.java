package io.callyard.inbound;

import static io.callyard.inbound.Hall.ACME;
import static io.callyard.inbound.Hall.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.QueueEvent.AlertCleared;
import io.callyard.event.QueueEvent.AlertRaised;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.AgentState;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.Presence;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final Hall hall = new Hall(builder -> builder.inbound(
            InboundSettings.DEFAULT.withAlerts(List.of(AlertRule.above("long_line", AlertRule.Figure.WAITING, 2, 1)))));

    private InboundFigures figures() {
        return hall.queue.status(ACME, SUPPORT).figures();
    }

    @Test
    @Tag("R4.13")
    void theFiguresTellHowTheQueueFares() {
        AgentId ann = hall.agent("ann");
        CallerId served = hall.arrives();
        hall.talk(served);
        CallerId gone = hall.arrives();
        hall.advanceSeconds(6);
        hall.queue.hungUp(ACME, gone);
        CallerId wrong = hall.arrives();
        hall.advanceSeconds(1);
        hall.queue.hungUp(ACME, wrong);
        hall.agents.finish(ACME, ann, served);
        hall.arrives();
        hall.advanceSeconds(3);

        InboundFigures figures = figures();

        assertThat(figures.waiting()).isEqualTo(1);
        assertThat(figures.longestWait()).isEqualTo(Duration.ofSeconds(3));
        assertThat(figures.arrived()).isEqualTo(4);
        assertThat(figures.connected()).isEqualTo(1);
        assertThat(figures.abandoned()).isEqualTo(2);
        assertThat(figures.serviceLevel()).as("one of two who count").isEqualTo(0.5);
        assertThat(figures.serviceLevelOfAll()).as("one of three").isEqualTo(1 / 3.0);
        assertThat(figures.abandonRate()).isEqualTo(1 / 3.0);
        assertThat(figures.agents()).containsEntry(AgentState.WRAP_UP, 1);
        assertThat(figures.presence()).containsEntry(Presence.AVAILABLE, 1);
        assertThat(figures.readiness()).isBetween(1.0, 100.0);
    }

    @Test
    @Tag("R4.13")
    void anAlertIsRaisedOnceAndTakenBackOnlyWellBelowItsBound() {
        CallerId first = hall.arrives();
        CallerId second = hall.arrives();
        hall.advanceSeconds(10);
        assertThat(hall.events(AlertRaised.class)).isEmpty();
        hall.arrives();
        hall.advanceSeconds(30);
        assertThat(hall.events(AlertRaised.class)).hasSize(1);

        hall.queue.hungUp(ACME, first);
        hall.advanceSeconds(30);
        assertThat(hall.events(AlertCleared.class))
                .as("two wait: still above one")
                .isEmpty();
        hall.queue.hungUp(ACME, second);
        hall.advanceSeconds(30);

        assertThat(hall.events(AlertCleared.class)).hasSize(1);
        assertThat(hall.events(AlertRaised.class)).hasSize(1);
    }

    @Test
    @Tag("R4.12")
    void theEngineIsHealthyWhileItsRoundsGoOn() {
        hall.advanceSeconds(11);

        assertThat(hall.engine.health().isReady()).isTrue();
    }
}
