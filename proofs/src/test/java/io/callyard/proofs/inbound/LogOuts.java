package io.callyard.proofs.inbound;

import io.callyard.event.AgentEvent.PresenceChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.event.OfferEvent.OfferAccepted;
import io.callyard.event.OfferEvent.OfferDeclined;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.event.OfferEvent.OfferMade;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds against a log that who leaves while he is asked is asked no more, in the very step in which he leaves. */
final class LogOuts {
    private final Map<OfferId, Set<AgentId>> asked = new HashMap<>();
    private final List<AgentId> gone = new ArrayList<>();
    private @Nullable Instant step;
    private int whileAsked;

    /** Takes the next event; returns what is wrong with those before it. */
    Optional<String> accept(LoggedEvent logged) {
        Optional<String> problem = logged.at().equals(step) ? Optional.empty() : stepOver();
        step = logged.at();
        if (logged.event() instanceof OfferMade made) {
            asked.put(made.offer(), new HashSet<>(made.agents()));
        } else if (logged.event() instanceof OfferDeclined declined) {
            asked.getOrDefault(declined.offer(), new HashSet<>()).remove(declined.agent());
        } else if (logged.event() instanceof OfferAccepted accepted) {
            asked.remove(accepted.offer());
        } else if (logged.event() instanceof OfferEnded ended) {
            asked.remove(ended.offer());
        } else if (logged.event() instanceof PresenceChanged changed
                && changed.presence() != Presence.AVAILABLE
                && isAsked(changed.agent())) {
            whileAsked++;
            gone.add(changed.agent());
        }
        return problem;
    }

    private Optional<String> stepOver() {
        List<AgentId> still = gone.stream().filter(this::isAsked).toList();
        gone.clear();
        return still.isEmpty() ? Optional.empty() : Optional.of(still + " left and was still asked after " + step);
    }

    private boolean isAsked(AgentId agent) {
        return asked.values().stream().anyMatch(agents -> agents.contains(agent));
    }

    /** Returns how many left while they were asked. */
    int whileAsked() {
        return whileAsked;
    }
}
