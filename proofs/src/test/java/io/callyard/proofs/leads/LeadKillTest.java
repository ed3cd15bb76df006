package io.callyard.proofs.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.proofs.Databases;
import io.callyard.proofs.leads.LeadKillLoop.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lead is dialled once, ever: over page reloads, reconnects, restarts, several tabs and several nodes that die at any
 * moment.
 *
 * <p>{@code -Dcallyard.leadKills=N} sets how many die, {@code -Dcallyard.seed=S} repeats the users' and the carrier's
 * choices; what the processes make of them is theirs.
 */
class LeadKillTest {
    private static final int KILLS = Integer.getInteger("callyard.leadKills", 12);
    private static final long SEED = Long.getLong("callyard.seed", System.nanoTime() & 0xffffff);

    @TempDir
    Path folder;

    @Test
    @Tag("R3.3")
    @Tag("R3.4")
    void threeNodesOnPostgreSqlThatAreKilledDialEachLeadOnce() throws Exception {
        Plan plan = new Plan(Databases.postgreSql(), 3, KILLS, Math.max(60, 2 * KILLS), SEED);
        Finding finding = LeadKillLoop.run(plan, folder);
        System.out.printf("lead kill loop on PostgreSQL, seed %d: %s%n", SEED, finding);

        assertThat(finding.problems()).as("seed %s", SEED).isEmpty();
        assertThatAllWasPutToTheTest(finding);
    }

    private static void assertThatAllWasPutToTheTest(Finding finding) {
        assertThat(finding.kills()).as("kills").isEqualTo(KILLS);
        assertThat(finding.cut()).as("kills within a fetch").isGreaterThan(KILLS / 4);
        assertThat(finding.untold())
                .as("starts that nobody was told of, since their node was dead by then")
                .isGreaterThanOrEqualTo(KILLS / 20);
        assertThat(finding.verdict().dials())
                .as("dials")
                .isGreaterThan(finding.verdict().leads() * 3 / 4);
        assertThat(finding.tabs().told()).as("calls told by name").isGreaterThan(KILLS);
        assertThat(finding.tabs().fetches()).as("fetches").isGreaterThan(10 * KILLS);
        assertThat(finding.tabs().imports()).as("imports").isGreaterThan(2 * KILLS);
    }
}
