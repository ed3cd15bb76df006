package io.callyard.telephony.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.PhoneNumber;
import io.callyard.telephony.simulated.ConversationScript.Line;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConversationScriptTest {
    @Test
    void fillsInTheNameOfTheContactAndTheAgent() {
        assertThat(Line.agent("Hello {contact}, this is {agent}.").textFor(subject("Ada", "iris")))
                .isEqualTo("Hello Ada, this is iris.");
    }

    @Test
    void fillsInWhatTheScriptSaysWhereTheCallHasNone() {
        Line line = Line.agent("Hello {contact|there}, this is {agent|the assistant}{contact}.");

        assertThat(line.textFor(subject(null, null))).isEqualTo("Hello there, this is the assistant.");
        assertThat(line.textFor(subject("Ada", null))).isEqualTo("Hello Ada, this is the assistantAda.");
    }

    @Test
    void takesANameForTextWhateverIsInIt() {
        assertThat(Line.agent("{contact}!").textFor(subject("$1 \\ {agent}", "iris")))
                .isEqualTo("$1 \\ {agent}!");
    }

    @Test
    void leavesOtherBracesAlone() {
        assertThat(Line.agent("{name} {contact").textFor(subject("Ada", null))).isEqualTo("{name} {contact");
    }

    @Test
    void refusesALineThatSaysNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Line.customer(" "));
    }

    @Test
    void theScriptsThatShipLeaveNoPlaceUnfilled() {
        Stream.of(ConversationScript.APPOINTMENT, ConversationScript.BAD_MOMENT, ConversationScript.VOICEMAIL)
                .flatMap(script -> script.lines().stream())
                .forEach(line -> {
                    assertThat(line.textFor(subject(null, null))).isNotBlank().doesNotContain("{", "}", "  ");
                    assertThat(line.textFor(subject("Ada", "iris"))).doesNotContain("{", "}", "  ");
                });
    }

    private static CallSubject subject(String contactName, String agent) {
        return new CallSubject(
                new CallId(new UUID(1, 1)),
                CallType.DIRECT,
                null,
                null,
                agent == null ? null : new AgentId(agent),
                null,
                contactName,
                PhoneNumber.parse("+15551234567"));
    }
}
