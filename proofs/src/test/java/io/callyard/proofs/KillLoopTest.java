package io.callyard.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.proofs.KillLoop.Plan;
import io.callyard.proofs.RunVerdict.Finding;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes that die at any moment lose nothing, dial nobody twice and keep no slot for long.
 *
 * <p>{@code -Dcallyard.kills=N} sets how many die, {@code -Dcallyard.seed=S} repeats the users' and the
 * carrier's choices; what the processes make of them is theirs.
 */
class KillLoopTest {
    private static final long SEED = Long.getLong("callyard.seed", System.nanoTime() & 0xffffff);

    @TempDir
    Path folder;

    @Test
    @Tag("R0.1")
    @Tag("R0.2")
    @Tag("R1.1")
    @Tag("R1.4")
    void threeNodesOnPostgreSqlAreKilledAgainAndAgain() throws InterruptedException {
        check("PostgreSQL", new Plan(Databases.postgreSql(), 3, kills(12), 0.2, true, SEED));
    }

    @Test
    @Tag("R0.2")
    void oneNodeOnAnH2FileIsKilledAndStartedAgain() throws InterruptedException {
        check("H2 file", new Plan(Databases.h2File(folder.resolve("calls")), 1, kills(5), 0, true, SEED));
    }

    @Test
    void nodesWithoutProcessesGoAwayInTheMiddleOfTheirWork() throws InterruptedException {
        check("memory", new Plan(Stores.MEMORY + SEED, 3, 3, 0, false, SEED));
    }

    private static int kills(int inShort) {
        return Integer.getInteger("callyard.kills", inShort);
    }

    private void check(String where, Plan plan) throws InterruptedException {
        long begin = System.nanoTime();
        Finding finding = KillLoop.run(plan, folder);
        System.out.printf(
                "kill loop on %s, seed %d, %d s: %s%n",
                where, plan.seed(), (System.nanoTime() - begin) / 1_000_000_000, finding.text());

        assertThat(finding.problems()).as("seed %s", plan.seed()).isEmpty();
    }
}
