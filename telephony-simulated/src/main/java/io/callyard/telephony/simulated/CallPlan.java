package io.callyard.telephony.simulated;

import io.callyard.model.CarrierCause;
import io.callyard.model.ConversationTurn;
import io.callyard.model.Outcome;
import io.callyard.spi.carrier.CarrierReport.Fact;
import io.callyard.spi.carrier.PlaceOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a call goes if nobody hangs up on it: all of it is drawn at its beginning.
 *
 * @param outcome how it ends
 * @param steps what happens, in order; the last one is the end
 */
record CallPlan(Outcome outcome, List<Step> steps) {
    CallPlan {
        steps = List.copyOf(steps);
    }

    /**
     * Something that happens to a call.
     *
     * @param after how long after the step before, or after the making of the call
     */
    record Step(Duration after, Happening what) {}

    /** What a step will say, once it is known when it happens. */
    @FunctionalInterface
    interface Happening {
        Fact at(Instant now);
    }

    static CallPlan draw(Behaviour behaviour, PlaceOrder order, RandomGenerator random) {
        // All is drawn, needed or not: a change of the odds must not change every other sample.
        Outcome fate = behaviour.odds().at(random.nextDouble());
        Duration setUp = Dice.sample(behaviour.latency(), random);
        Duration ringDelay = Dice.sample(behaviour.ringDelay(), random);
        Duration pickUp = Dice.sample(behaviour.pickUp(), random);
        Duration talk = Dice.sample(behaviour.talk(), random);
        double choice = random.nextDouble();

        List<Step> steps = new ArrayList<>();
        steps.add(new Step(setUp, now -> new Fact.Started()));
        if (fate == Outcome.BUSY || fate == Outcome.FAILED) {
            return ending(ringDelay, fate, steps);
        }
        steps.add(new Step(ringDelay, now -> new Fact.Ringing()));
        if (fate == Outcome.NO_ANSWER || pickUp.compareTo(order.ringing()) >= 0) {
            return ending(order.ringing(), Outcome.NO_ANSWER, steps);
        }
        if (fate == Outcome.REJECTED) {
            return ending(pickUp, fate, steps);
        }
        steps.add(new Step(pickUp, now -> new Fact.Answered()));
        talk(script(behaviour, fate, choice), talk, fate, order, random, steps);
        return new CallPlan(fate, steps);
    }

    /** Why a call ended that ended by itself. */
    private static CarrierCause cause(Outcome fate) {
        return switch (fate) {
            case BUSY -> new CarrierCause("busy", "486");
            case FAILED -> new CarrierCause("the number does not exist", "404");
            case NO_ANSWER -> new CarrierCause("rang out", "480");
            case REJECTED -> new CarrierCause("declined", "603");
            case MACHINE -> CarrierCause.of("a machine picked up");
            default -> CarrierCause.of("the called person hung up");
        };
    }

    private static void talk(
            ConversationScript script,
            Duration talk,
            Outcome fate,
            PlaceOrder order,
            RandomGenerator random,
            List<Step> steps) {
        boolean tooLong = talk.compareTo(order.longestCall()) > 0;
        Duration left = tooLong ? order.longestCall() : talk;
        for (ConversationScript.Line line : script.lines()) {
            Duration pause = Dice.sample(line.pause(), random);
            if (pause.compareTo(left) >= 0) {
                break;
            }
            steps.add(new Step(pause, now -> new Fact.Turn(turn(line, order, now))));
            left = left.minus(pause);
        }
        CarrierCause cause = tooLong ? CarrierCause.of("reached its longest time") : cause(fate);
        steps.add(new Step(left, now -> new Fact.Ended(fate, cause)));
    }

    private static ConversationTurn turn(ConversationScript.Line line, PlaceOrder order, Instant now) {
        return new ConversationTurn(line.speaker(), line.textFor(order.subject()), now);
    }

    private static ConversationScript script(Behaviour behaviour, Outcome fate, double choice) {
        if (fate == Outcome.MACHINE) {
            return behaviour.voicemail();
        }
        List<ConversationScript> scripts = behaviour.scripts();
        return scripts.isEmpty() ? ConversationScript.SILENT : scripts.get((int) (choice * scripts.size()));
    }

    private static CallPlan ending(Duration after, Outcome outcome, List<Step> steps) {
        steps.add(new Step(after, now -> new Fact.Ended(outcome, cause(outcome))));
        return new CallPlan(outcome, steps);
    }
}
