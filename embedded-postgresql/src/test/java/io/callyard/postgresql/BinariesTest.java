package io.callyard.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BinariesTest {

    @Test
    void areUnpackedOnceByTwoJvmsAtATime(@TempDir Path folder) throws Exception {
        List<Process> children = List.of(
                ChildJvm.start(UnpackingChild.class, folder.toString()),
                ChildJvm.start(UnpackingChild.class, folder.toString()));
        List<String> homes = new ArrayList<>();
        try {
            for (Process child : children) {
                assertThat(child.inputReader().readLine()).isEqualTo("ready");
            }
            for (Process child : children) {
                try (OutputStream go = child.getOutputStream()) {
                    go.write('\n');
                }
            }
            for (Process child : children) {
                try (BufferedReader words = child.inputReader()) {
                    homes.add(words.readLine());
                }
                assertThat(child.waitFor()).isZero();
            }
        } finally {
            children.forEach(Process::destroyForcibly);
        }

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).singleElement().hasToString(homes.get(0)).hasToString(homes.get(1));
        }
        assertThat(Commands.run(List.of(homes.get(0) + "/bin/postgres", "--version")))
                .contains("18.");
    }

    @Test
    void areChosenByTheMachine() {
        assertThat(Binaries.platform("Linux", "amd64")).isEqualTo("linux-x86_64");
        assertThat(Binaries.platform("Linux", "aarch64")).isEqualTo("linux-arm_64");
        assertThat(Binaries.platform("Mac OS X", "aarch64")).isEqualTo("darwin-arm_64");
    }
}
