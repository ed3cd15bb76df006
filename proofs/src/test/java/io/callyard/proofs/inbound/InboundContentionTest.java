package io.callyard.proofs.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.inbound.LeaveReason;
import io.callyard.proofs.Databases;
import io.callyard.proofs.inbound.InboundContention.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of all who want the same caller at the same moment, on any nodes, one gets him, and nobody is lost when nodes die.
 *
 * <p>{@code -Dcallyard.inbound=N} sets how many call, {@code -Dcallyard.seed=S} repeats what people do; which of them
 * is first is up to the processes.
 */
class InboundContentionTest {
    private static final int CALLERS = Integer.getInteger("callyard.inbound", 250);
    private static final int MOST_AT_ONCE = 40;
    private static final long SEED = Long.getLong("callyard.seed", System.nanoTime() & 0xffffff);

    @TempDir
    Path folder;

    @Test
    @Tag("R4.8")
    @Tag("R4.10")
    void fourNodesOnPostgreSqlGiveEachCallerToOneAgentAndLoseNobody() throws Exception {
        int kills = Math.max(3, CALLERS / 100);
        Plan plan = new Plan(Databases.postgreSql(), 4, CALLERS, kills, MOST_AT_ONCE, SEED);
        Finding finding = InboundContention.run(plan, folder);
        System.out.printf("inbound contention on PostgreSQL, seed %d: %s%n", SEED, finding);

        assertThat(finding.problems()).as("seed %s", SEED).isEmpty();
        assertThatAllWasPutToTheTest(finding, kills);
    }

    private static void assertThatAllWasPutToTheTest(Finding finding, int kills) {
        Races.Count races = finding.races();
        assertThat(races.doubleTakes()).as("accepts at once").isGreaterThan(CALLERS / 10);
        assertThat(races.byTwoAgents()).as("of them by two agents").isGreaterThan(CALLERS / 50);
        assertThat(races.overtakings()).as("won by the one that was told later").isPositive();
        assertThat(races.hungUpInTime())
                .as("callers who hung up before an accept")
                .isGreaterThan(CALLERS / 100);
        assertThat(races.hungUpTooLate()).as("and after it").isGreaterThan(CALLERS / 100);
        assertThat(finding.tally().loggedOutWhileAsked())
                .as("log-outs while offered")
                .isGreaterThan(CALLERS / 50);
        assertThat(races.loggedOutInTime() + races.loggedOutTooLate())
                .as("log-outs while accepting")
                .isGreaterThan(CALLERS / 50);
        assertThat(finding.kills()).as("kills between offer and bridge").isEqualTo(kills);
        assertThat(finding.tally().offeredAgain())
                .as("offered again after a kill")
                .isPositive();
        assertThat(finding.tally().left(LeaveReason.CONNECTED)).as("connected").isGreaterThan(CALLERS / 4);
        assertThat(finding.tally().left(LeaveReason.CALLED_BACK))
                .as("called back")
                .isPositive();
        assertThat(finding.tally().left(LeaveReason.ABANDONED)).as("abandoned").isPositive();
    }
}
