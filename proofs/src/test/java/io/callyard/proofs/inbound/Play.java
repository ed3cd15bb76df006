package io.callyard.proofs.inbound;

import java.util.SplittableRandom;

/** What people do when telephones ring. */
enum Play {
    /** An agent takes it. */
    TAKE(20),
    /** It is taken through two nodes at once; by two agents, if several are asked. */
    TAKE_TWICE(30),
    /** The caller hangs up while an agent takes it. */
    HANG_UP_AND_TAKE(16),
    /** The agent logs out instead. */
    LOG_OUT(9),
    /** The agent takes it and logs out at once. */
    LOG_OUT_AND_TAKE(9),
    /** He says no. */
    DECLINE(6),
    /** He does not hear it. */
    MISS(3),
    /** The node that lets it ring dies, and perhaps an agent takes it through another. */
    KILL_AT_RING(0),
    /** The node that is told that an agent takes it dies over that. */
    KILL_AT_TAKE(0),
    /** The node that wants to connect them dies before it hears that they are. */
    KILL_AT_BRIDGE(0);

    private final int weight;

    Play(int weight) {
        this.weight = weight;
    }

    /** Draws one in which no node dies. */
    static Play draw(SplittableRandom random) {
        int sum = 0;
        for (Play play : values()) {
            sum += play.weight;
        }
        int dice = random.nextInt(sum);
        for (Play play : values()) {
            dice -= play.weight;
            if (dice < 0) {
                return play;
            }
        }
        throw new AssertionError();
    }
}
