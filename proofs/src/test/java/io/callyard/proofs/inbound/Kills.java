package io.callyard.proofs.inbound;

import io.callyard.proofs.Peer;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Which node dies over which offer. One thread at a time. */
final class Kills {
    /** A connection that is not asked for by then will not be. */
    private static final int UNTIL_BRIDGED = 2_000;

    private static final Play[] KINDS = {Play.KILL_AT_RING, Play.KILL_AT_TAKE, Play.KILL_AT_BRIDGE};

    private final Nodes nodes;
    private final Races races;
    private final Agenda agenda;
    private final BooleanSupplier isTime;
    private @Nullable String doomed;
    private int done;

    /** Kills when it {@code isTime}. */
    Kills(Nodes nodes, Races races, Agenda agenda, BooleanSupplier isTime) {
        this.nodes = nodes;
        this.races = races;
        this.agenda = agenda;
        this.isTime = isTime;
    }

    /** Returns how the next node is to die, if one is to: each kind in its turn. */
    Optional<Play> due() {
        return doomed == null && isTime.getAsBoolean() ? Optional.of(KINDS[done % KINDS.length]) : Optional.empty();
    }

    /** The node that will want to connect this offer's caller is to die. */
    void doom(String offer) {
        doomed = offer;
        agenda.in(UNTIL_BRIDGED, () -> forget(offer));
    }

    boolean isDoomed(String offer) {
        return offer.equals(doomed);
    }

    /** A node dies over an offer. */
    void kill(Peer node, String offer) {
        if (nodes.kill(node)) {
            races.broke(offer);
            done++;
        }
        forget(offer);
    }

    private void forget(String offer) {
        doomed = isDoomed(offer) ? null : doomed;
    }
}
