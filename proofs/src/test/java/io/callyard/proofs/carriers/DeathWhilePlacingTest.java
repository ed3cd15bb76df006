package io.callyard.proofs.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.proofs.Databases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node with a real carrier's driver dies between any two steps of placing a call, and another takes over: nobody is
 * called twice, the call comes to its one end, and its slot is free again.
 */
class DeathWhilePlacingTest {
    @TempDir
    Path folder;

    @Test
    @Tag("R0.2")
    @Tag("R1.9")
    @Tag("R3.3")
    @Tag("R3.6")
    void nobodyIsCalledTwiceWhereverANodeDies() {
        List<ChainVerdict.Row> rows = DeathChain.run(Databases.postgreSql(), folder);

        System.out.println("| carrier | the node died after | dialled | outcome | slot held | the call behind it |");
        rows.forEach(System.out::println);
        assertThat(rows).hasSize(Provider.values().length * Step.values().length);
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.problems()).as("%s", row).isEmpty());
    }
}
