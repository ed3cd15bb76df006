package io.callyard.fake.telnyx;

import io.callyard.fake.telnyx.CallSnapshot.State;
import java.util.List;
import java.util.Optional;

/**
 * One person's end of a call: what he hears, whom he talks to, and what he can do.
 *
 * <p><b>Threads.</b> Safe for many threads, as far as the carrier's scheduler is.
 */
public final class FakeLine {
    private final Exchange exchange;
    private final Leg leg;

    FakeLine(Exchange exchange, Leg leg) {
        this.exchange = exchange;
        this.leg = leg;
    }

    /** Returns the carrier's id of this leg. */
    public String callControlId() {
        return leg.controlId;
    }

    /** Returns who calls. */
    public String from() {
        return leg.from;
    }

    /** Returns who is called. */
    public String to() {
        return leg.to;
    }

    /** Returns how far the call is. */
    public State state() {
        return exchange.clock.locked(() -> leg.state);
    }

    /** Returns whether the call is over. */
    public boolean isOver() {
        return state() == State.ENDED;
    }

    /** Returns what he has heard so far, in order. What is played in rounds is there once. */
    public List<Heard> heard() {
        return exchange.clock.locked(() -> List.copyOf(leg.heard));
    }

    /** Returns the carrier's id of the leg that this one is joined with. */
    public Optional<String> talkingTo() {
        return exchange.clock.locked(() -> Optional.ofNullable(leg.partner).map(partner -> partner.controlId));
    }

    /** Picks up, whatever his {@link io.callyard.fake.Party} says. Only who is called and has it ringing can. */
    public void pickUp() {
        exchange.clock.run(() -> {
            if (leg.request != null && leg.state == State.RINGING) {
                exchange.answers.answer(leg);
            }
        });
    }

    /**
     * Presses a key. Nobody notices before the call is answered, or once it is over.
     *
     * @param digit one of {@code 0-9*#}
     */
    public void press(char digit) {
        exchange.clock.run(() -> exchange.answers.press(leg, digit));
    }

    /** Hangs up; declines, if it is still ringing. */
    public void hangUp() {
        exchange.clock.run(() -> {
            if (leg.request != null && leg.state == State.RINGING) {
                exchange.hangups.end(leg, Hangups.Reason.REJECTED);
            } else if (leg.isAlive()) {
                exchange.hangups.byPerson(leg);
            }
        });
    }

    /** Says nothing about who he is. */
    @Override
    public String toString() {
        return "FakeLine[" + leg + "]";
    }
}
