package io.callyard.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnprivilegedTest {
    private static final List<Path> ROOT_FOLDER = List.of(Path.of("/"));
    private static final Unprivileged.Way BROKEN = new Unprivileged.Way(List.of("false"), true);
    private static final Unprivileged.Way MISSING = new Unprivileged.Way(List.of("no-such-program"), true);
    private static final Unprivileged.Way STILL_ROOT = new Unprivileged.Way(List.of("sh", "-c", "echo 0"), true);
    private static final Unprivileged.Way WORKING = new Unprivileged.Way(List.of("sh", "-c", "echo 123"), true);

    @Test
    void changesNothingForAnOrdinaryUser() {
        Unprivileged user = Unprivileged.reaching(ROOT_FOLDER, "1000", List.of(WORKING));

        assertThat(user.command(List.of("postgres"))).containsExactly("postgres");
        assertThat(user.uid()).isEmpty();
    }

    @Test
    void takesTheFirstWayThatWorks() {
        Unprivileged user = Unprivileged.reaching(ROOT_FOLDER, "0", List.of(MISSING, BROKEN, STILL_ROOT, WORKING));

        assertThat(user.command(List.of("postgres"))).containsExactly("sh", "-c", "echo 123", "postgres");
        assertThat(user.uid()).hasValue(123);
    }

    @Test
    void saysWhichWaysDoNotWork() {
        assertThatThrownBy(() -> Unprivileged.reaching(ROOT_FOLDER, "0", List.of(MISSING, BROKEN)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[no-such-program, false]");
    }
}
