package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.callyard.model.CallData;
import io.callyard.model.CallId;
import io.callyard.model.CallRequest;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.Verdict;
import io.callyard.spi.policy.DialQuestion;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScriptedPolicyTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final DialQuestion QUESTION = new DialQuestion(
            TENANT,
            CallRequest.direct(TENANT, PhoneNumber.parse("+15551234567"))
                    .build()
                    .subject(new CallId(new UUID(1, 1))),
            CallData.NONE,
            DialQuestion.Stage.INTAKE,
            VirtualScheduler.START);

    private final ScriptedPolicy policy = new ScriptedPolicy("credits");

    @Test
    void allowsAndRecordsUntilItIsToldOtherwise() {
        assertThat(policy.check(QUESTION)).isEqualTo(Verdict.allow());
        assertThat(policy.questions()).containsExactly(QUESTION);
        assertThat(policy.name()).isEqualTo("credits");
    }

    @Test
    void answersAsToldOnceAndThenAsBefore() {
        Verdict refuse = new Verdict.Refuse("credits", "none left");
        policy.answerNext(refuse);

        assertThat(policy.check(QUESTION)).isEqualTo(refuse);
        assertThat(policy.check(QUESTION)).isEqualTo(Verdict.allow());
    }

    @Test
    void failsIfTold() {
        policy.answerBy(question -> {
            throw new IllegalStateException("down");
        });

        assertThatIllegalStateException().isThrownBy(() -> policy.check(QUESTION));
        assertThat(policy.questions()).hasSize(1);
    }
}
