package io.callyard.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.audit.CallView;
import io.callyard.event.CallEvent;
import io.callyard.event.LoggedEvent;
import io.callyard.machine.CallMachine;
import io.callyard.machine.Step;
import io.callyard.machine.Transition;
import io.callyard.spi.carrier.LookUp;
import io.callyard.spi.carrier.PlaceOrder;
import io.callyard.spi.policy.DialQuestion;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Intake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that holds a phone number shows it in its text form, and so in no log. */
@Tag("R0.8")
class MaskingTest {
    private static final Pattern FULL_NUMBER = Pattern.compile("\\d{8,}");
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final TenantId TENANT = new TenantId("acme");
    private static final CallRequest REQUEST = CallRequest.direct(TENANT, PhoneNumber.parse("+15551234567"))
            .data(new CallData("{\"other_number\": \"+15557654321\"}"))
            .build();
    // Letters only, so that no part of the id looks like a number.
    private static final CallId ID = new CallId(UUID.fromString("aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"));
    private static final CallSubject SUBJECT = REQUEST.subject(ID);
    private static final NewCall NEW_CALL = NewCall.of(ID, REQUEST);
    private static final Transition<Call> ADMITTED =
            new CallMachine(CallTimeouts.DEFAULT).admit(NEW_CALL, new Step(NOW, 1));
    private static final Call CALL = ADMITTED.state();
    private static final CarrierCallId CARRIER_ID = new CarrierCallId("CA");
    private static final CarrierCause CAUSE = CarrierCause.of("busy");

    static List<CallEvent> everyEvent() {
        return List.of(
                new CallEvent.CallScheduled(SUBJECT, 1, NOW, Outcome.BUSY),
                new CallEvent.CallQueued(SUBJECT, 100, 1),
                new CallEvent.CallHeld(SUBJECT, NOW, "not yet"),
                new CallEvent.CallReserved(SUBJECT, 1, new NodeId("n"), TenantLimits.DEFAULT_ACCOUNT, NOW),
                new CallEvent.CallReturned(SUBJECT, 1, "busy", null),
                new CallEvent.CallInDoubt(SUBJECT, 1, "time-out"),
                new CallEvent.CallStarted(SUBJECT, 1, CARRIER_ID),
                new CallEvent.CallStatusChanged(SUBJECT, 1, CallState.RINGING),
                new CallEvent.TurnHeard(SUBJECT, 1, new ConversationTurn(ConversationTurn.Speaker.AGENT, "hello", NOW)),
                new CallEvent.HangUpRequested(SUBJECT, 1),
                new CallEvent.SlotReclaimed(SUBJECT, 1, "silence"),
                new CallEvent.CallEnded(SUBJECT, 1, Outcome.BUSY, CAUSE, Duration.ZERO),
                new CallEvent.LateReport(SUBJECT, 1, "second", CARRIER_ID));
    }

    static Stream<Object> holders() {
        Stream<Object> others = Stream.of(
                PhoneNumber.parse("+15551234567"),
                REQUEST,
                SUBJECT,
                NEW_CALL,
                CALL,
                ADMITTED,
                Contact.of("+15551234567"),
                new Contact("+15551234567", "+15551234567", "+15551234567", null, "+15551234567", 1),
                new PlaceOrder(TENANT, SUBJECT, REQUEST.data(), 1, Duration.ZERO, Duration.ZERO),
                new LookUp(SUBJECT, 1, null, NOW),
                new DialQuestion(TENANT, SUBJECT, REQUEST.data(), DialQuestion.Stage.INTAKE, NOW),
                new Intake(CALL, true),
                new Claimed(CALL, Duration.ZERO, 0),
                new Changed(
                        CALL,
                        CALL,
                        List.of(new LoggedEvent(TENANT, 1, NOW, everyEvent().get(0)))),
                new CallView(SUBJECT, CallState.QUEUED, 0, 100, 1, null, null, false));
        return Stream.concat(others, everyEvent().stream());
    }

    @ParameterizedTest
    @MethodSource("holders")
    void showsNoFullNumber(Object holder) {
        assertThat(holder.toString()).doesNotContainPattern(FULL_NUMBER);
    }

    @Test
    void looksAtEveryKindOfEvent() {
        assertThat(everyEvent())
                .extracting(Object::getClass)
                .hasSameSizeAs(CallEvent.class.getPermittedSubclasses())
                .doesNotHaveDuplicates();
    }
}
