package io.callyard.fake.twilio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code Dial} with numbers, clients and SIP addresses: calls them all at once, and the first who answers has it. */
final class DialLegs implements DialTarget {
    private static final Set<String> NOUNS = Set.of("Number", "Client", "Sip");
    private static final int MOST = 10;
    private static final List<String> CLOSEST_FIRST = List.of("busy", "no-answer", "failed", "canceled");

    private final DialStep step;
    private final Script script;
    private final Element dial;
    private final List<ChildLeg> ringing = new ArrayList<>();
    private final List<String> endings = new ArrayList<>();
    private String last = "";
    private @Nullable ChildLeg winner;

    DialLegs(DialStep step, Script script, Element dial) {
        this.step = step;
        this.script = script;
        this.dial = dial;
    }

    @Override
    public void begin() {
        List<Element> nouns = dial.children().isEmpty() ? List.of(dial) : dial.children();
        boolean known = dial.children().isEmpty() || nouns.stream().allMatch(noun -> NOUNS.contains(noun.name()));
        if (!known || nouns.size() > MOST) {
            script.fail(12200, script.resolved(""));
            return;
        }
        String callerId = dial.attribute("callerId").orElse(script.call.from);
        for (Element noun : nouns) {
            String address = Addresses.of(noun);
            if (Addresses.isCallable(address)) {
                ringing.add(new ChildLeg(this, script, noun, address, callerId));
            } else {
                script.account.error(script.call, 13223, Errors.text(13223), "");
            }
        }
        if (ringing.isEmpty()) {
            step.finish(DialResult.nobody("failed"));
            return;
        }
        List.copyOf(ringing).forEach(leg -> leg.begin(step.timeout()));
    }

    @Override
    public void cut() {
        if (winner != null) {
            step.note(winner.result("completed"));
            winner.hangUp();
        }
        List.copyOf(ringing).forEach(ChildLeg::hangUp);
    }

    /** A leg was answered: the others are given up. */
    boolean wins(ChildLeg leg) {
        if (winner != null) {
            return false;
        }
        winner = leg;
        ringing.remove(leg);
        step.note(leg.result("completed"));
        List.copyOf(ringing).forEach(ChildLeg::hangUp);
        return true;
    }

    /** The leg that has it can be heard. */
    void joined(ChildLeg leg) {
        step.note(leg.result("completed"));
        script.after(step.timeLimit(), step, leg::hangUp);
    }

    /** A leg is over, or elsewhere. */
    void gone(ChildLeg leg, String status) {
        ringing.remove(leg);
        endings.add(status);
        last = leg.sid();
        if (leg.equals(winner)) {
            step.finish(leg.result("completed"));
        } else if (winner == null && ringing.isEmpty()) {
            String closest =
                    CLOSEST_FIRST.stream().filter(endings::contains).findFirst().orElse(status);
            step.finish(new DialResult(closest, last, false, Duration.ZERO));
        }
    }
}
