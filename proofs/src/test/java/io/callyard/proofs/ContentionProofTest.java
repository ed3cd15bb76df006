package io.callyard.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.proofs.ContentionProof.Finding;
import io.callyard.proofs.ContentionProof.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Limits, order and event logs are exact however many threads and processes want the same slots.
 *
 * <p>{@code -Dcallyard.contention=N} sets the number of calls.
 */
class ContentionProofTest {
    private static final int TENANTS = 50;

    /** Few enough that a quarter of the threads still want more slots than there are. */
    private static final int FEWER_TENANTS = 15;

    private static final long SEED = Long.getLong("callyard.seed", System.nanoTime() & 0xffffff);

    @TempDir
    Path folder;

    @Test
    @Tag("R0.1")
    @Tag("R1.1")
    void sixtyFourThreadsInFourProcessesKeepEveryLimitOnPostgreSql() throws Exception {
        Finding finding = check("PostgreSQL", new Plan(Databases.postgreSql(), 4, 16, TENANTS, calls(2_000), SEED));

        assertThat(finding.along()).as("calls claimed along with changes").isPositive();
    }

    @Test
    @Tag("R1.1")
    void sixteenThreadsKeepEveryLimitOnAnH2File() throws Exception {
        String url = Databases.h2File(folder.resolve("calls"));
        check("H2 file", new Plan(url, 0, 16, FEWER_TENANTS, calls(300), SEED));
    }

    @Test
    @Tag("R1.1")
    void sixteenThreadsKeepEveryLimitInMemory() throws Exception {
        check("memory", new Plan(Stores.MEMORY + "contention-" + SEED, 0, 16, FEWER_TENANTS, calls(2_000), SEED));
    }

    private static int calls(int inShort) {
        return Integer.getInteger("callyard.contention", inShort);
    }

    private Finding check(String where, Plan plan) throws Exception {
        Finding finding = ContentionProof.run(plan, folder);
        System.out.printf("contention on %s, seed %d: %s%n", where, plan.seed(), finding.text());

        assertThat(finding.problems()).as("seed %s", plan.seed()).isEmpty();
        assertThat(finding.filled())
                .as("tenants whose limit was reached, so that it was put to the test")
                .isGreaterThan(plan.tenants() / 2);
        return finding;
    }
}
