package io.callyard.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitDetectorTest {
    private final CommitDetector detector = new CommitDetector();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                "commit;",
                " Commit Work ; ",
                "END",
                "end transaction and no chain",
                "select 1;\ncommit"
            })
    void seesACommitSentAsText(String sql) {
        assertThat(detector.commits(frame('Q', sql + "\0"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROLLBACK",
                "commitment",
                "select 'commit'",
                "insert into t values ('; commit')",
                "do $$begin perform 1; end$$",
                ""
            })
    void doesNotSeeOneInOtherText(String sql) {
        assertThat(detector.commits(frame('Q', sql + "\0"))).isFalse();
    }

    @Test
    void seesACommitWhenItIsExecutedNotWhenItIsPrepared() {
        assertThat(detector.commits(frame('P', "S_1\0COMMIT\0\0\0"))).isFalse();
        assertThat(detector.commits(frame('B', "\0S_1\0\0\0\0\0\0\0"))).isFalse();
        assertThat(detector.commits(frame('E', "\0\0\0\0\0"))).isTrue();

        assertThat(detector.commits(frame('P', "\0select 1\0\0\0"))).isFalse();
        assertThat(detector.commits(frame('B', "\0\0\0\0\0\0\0\0"))).isFalse();
        assertThat(detector.commits(frame('E', "\0\0\0\0\0"))).isFalse();

        assertThat(detector.commits(frame('B', "C_1\0S_1\0\0\0\0\0\0\0"))).isFalse();
        assertThat(detector.commits(frame('E', "C_1\0\0\0\0\0"))).isTrue();
    }

    @Test
    void forgetsWhatIsClosed() {
        detector.commits(frame('P', "S_1\0COMMIT\0\0\0"));
        detector.commits(frame('B', "C_1\0S_1\0\0\0\0\0\0\0"));

        detector.commits(frame('C', "PC_1\0"));
        assertThat(detector.commits(frame('E', "C_1\0\0\0\0\0"))).isFalse();

        detector.commits(frame('C', "SS_1\0"));
        detector.commits(frame('B', "C_1\0S_1\0\0\0\0\0\0\0"));
        assertThat(detector.commits(frame('E', "C_1\0\0\0\0\0"))).isFalse();
    }

    private static Frame frame(char type, String body) {
        return new Frame(type, body.getBytes(StandardCharsets.UTF_8));
    }
}
