package io.callyard.proofs.leads;

import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.Outcome;
import io.callyard.model.lead.Lead;
import io.callyard.proofs.leads.Dial.Became;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what the carrier did against what leads there are: how often was each number called? */
final class DialCheck {
    private final Map<String, List<Dial>> byNumber = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int undialed;

    DialCheck(List<Books> books, List<Dial> dials) {
        dials.forEach(dial -> byNumber.computeIfAbsent(dial.number(), any -> new ArrayList<>())
                .add(dial));
        for (Books each : books) {
            Map<CallId, Call> calls = new HashMap<>();
            each.calls().forEach(call -> calls.put(call.id(), call));
            each.leads()
                    .forEach(lead -> check(
                            lead,
                            lead.dial() == null ? null : calls.get(lead.dial().call())));
        }
        byNumber.values().forEach(rest -> problems.add("called, and nobody's lead: " + rest));
    }

    private void check(Lead lead, @Nullable Call call) {
        List<Dial> dials = byNumber.remove(lead.contact().phoneNumber().e164());
        List<Dial> asked = dials == null ? List.of() : dials;
        long made = asked.stream().filter(Dial::isMade).count();
        if (made > 1) {
            problems.add("lead " + lead.id() + " was called " + made + " times: " + asked);
        } else if (made == 0 && call != null) {
            checkThatItMayBeUndialed(lead, call, asked);
        }
        for (Dial dial : asked) {
            if (dial.became() == Became.AGAIN) {
                problems.add("lead " + lead.id() + " was asked for twice in one attempt: " + asked);
            }
            if (call == null || !dial.call().equals(call.id())) {
                problems.add("lead " + lead.id() + " was called by a call that is not its own: " + dial);
            }
        }
    }

    /** A call that nobody made is either known not to be, or the engine says that it does not know. */
    private void checkThatItMayBeUndialed(Lead lead, Call call, List<Dial> asked) {
        undialed++;
        Outcome outcome = call.outcome();
        boolean isHonest = outcome == Outcome.NOT_PLACED
                || outcome == Outcome.UNKNOWN
                || outcome == Outcome.FAILED && asked.stream().anyMatch(Dial::isRefused);
        if (!isHonest) {
            problems.add("lead " + lead.id() + " was never called, and its call is said to be " + outcome);
        }
    }

    List<String> problems() {
        return problems;
    }

    /** Returns of how many leads the carrier never made the call. */
    int undialed() {
        return undialed;
    }
}
