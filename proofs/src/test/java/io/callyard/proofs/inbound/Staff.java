package io.callyard.proofs.inbound;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.proofs.Peer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The agents, as they themselves see it: who is in shows it, and who went comes back. One thread at a time. */
final class Staff {
    private static final int HEARTBEAT_MILLIS = 1_500;

    private final Nodes nodes;
    private final Agenda agenda;
    private final SplittableRandom random;
    private final Set<String> out = new LinkedHashSet<>();

    Staff(Nodes nodes, Agenda agenda, SplittableRandom random) {
        this.nodes = nodes;
        this.agenda = agenda;
        this.random = random;
    }

    /** All come to work. */
    void begin() {
        for (TenantId tenant : CallCentre.TENANTS) {
            for (AgentId agent : CallCentre.AGENTS) {
                logIn(tenant + " " + agent);
                agenda.in(random.nextInt(HEARTBEAT_MILLIS), () -> beat(tenant + " " + agent));
            }
        }
    }

    private void logIn(String who) {
        out.remove(who);
        nodes.tell("presence", who + " AVAILABLE");
    }

    /** Somebody logs out, and this node hears it; some come back so soon that they are taken for nervous. */
    void logOut(String who, Peer node, Consumer<Nodes.Kept> then) {
        out.add(who);
        nodes.tell(node, "presence", who + " OFFLINE", then);
        agenda.in(random.nextInt(200, 1_600), () -> logIn(who));
    }

    /** Who is in, and hears that he is taken for away, says that he is not. */
    private void beat(String who) {
        if (!out.contains(who)) {
            nodes.tell("alive", who, presence -> {
                if (!presence.text().equals("AVAILABLE") && !out.contains(who)) {
                    logIn(who);
                }
            });
        }
        agenda.in(HEARTBEAT_MILLIS, () -> beat(who));
    }
}
