package io.callyard.telephony.telnyx;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.Party;
import io.callyard.fake.telnyx.CallSnapshot;
import io.callyard.fake.telnyx.FakeLine;
import io.callyard.fake.telnyx.FakeTelnyx;
import io.callyard.fake.telnyx.FakeTelnyxBuilder;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.telephony.http.JsonValue;
import io.callyard.telephony.trials.CarrierDay;
import io.callyard.telephony.trials.DayCarrier;
import io.callyard.testkit.VirtualNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** {@link FakeTelnyx}, drawn by a seed. */
final class TelnyxDay implements DayCarrier {
    private static final String PUBLIC = "https://calls.example.com/webhooks/telnyx";
    private static final String CONNECTION = "1000000000000000001";
    private static final String OURS = "+15550100100";

    private final FakeTelnyx fake;
    private final MachineDetection detection;

    /** To sign and to check takes more time than all the rest, so most days go without. */
    private final boolean signs;

    TelnyxDay(CarrierDay.Ground ground) {
        SplittableRandom random = ground.random();
        detection = random.nextBoolean() ? MachineDetection.OFF : MachineDetection.STANDARD;
        signs = random.nextInt(4) == 0;
        FakeTelnyxBuilder builder = FakeTelnyx.builder(ground.scheduler())
                .connectionId(CONNECTION)
                .webhookUrl(URI.create(PUBLIC))
                .listingLag(Duration.ofSeconds(random.nextInt(60)))
                .answerSettling(Duration.ofMillis(random.nextInt(600)))
                .refusedCommandIdsAreUsed(random.nextBoolean())
                .sideEvents(random.nextBoolean())
                .parties(ground.parties())
                .faults(ground.faults())
                .webhooks((request, timeout) -> ground.webhooks().apply(request));
        fake = (signs ? builder : builder.withoutSignatures()).build();
    }

    @Override
    public FakeCarrier api() {
        return fake;
    }

    @Override
    public Line line(VirtualNode process, HttpClient client) {
        TelnyxTelephonyBuilder builder = TelnyxTelephony.builder()
                .scheduler(process)
                .apiKey("KEY0000")
                .publicKey(fake.publicKey())
                .connection(CONNECTION)
                .number(PhoneNumber.parse(OURS))
                .publicUrl(URI.create(PUBLIC))
                .httpClient(client)
                .music("https://cdn.example.com/hold.mp3")
                .machineDetection(detection)
                .incomingCalls(CarrierDay::route)
                .assistant(order -> order.subject().campaign() == null ? Optional.empty() : Optional.of("assistant-1"));
        TelnyxTelephony driver = (signs ? builder : builder.withoutSignatureCheck()).build();
        return new Line(driver, driver);
    }

    @Override
    public void incoming(String from, Party caller) {
        fake.incoming(from, OURS, caller);
    }

    @Override
    public int placedCount(String to) {
        return fake.placedCount(to);
    }

    @Override
    public List<Leg> legs() {
        return fake.calls().stream()
                .map(call -> new Leg(
                        call.id(),
                        call.to(),
                        call.direction() == CallSnapshot.Direction.OUTGOING,
                        call.state() != CallSnapshot.State.REQUESTED,
                        call.state() == CallSnapshot.State.ENDED))
                .toList();
    }

    @Override
    public Where where(String call) {
        FakeLine line = fake.line(call).orElseThrow();
        if (line.isOver()) {
            return Where.OVER;
        }
        return line.talkingTo().isPresent() ? Where.TALKING : Where.ALONE;
    }

    @Override
    public boolean makesCall(FakeRequest request) {
        return request.method().equals("POST") && request.uri().getRawPath().endsWith("/calls");
    }

    @Override
    public WebhookRequest handedOn(FakeRequest webhook) {
        return new WebhookRequest(webhook.method(), "", webhook.uri().getRawQuery(), webhook.headers(), webhook.body());
    }

    @Override
    public String callOf(FakeRequest webhook) {
        return JsonValue.parse(webhook.body())
                .orElseThrow()
                .get("data")
                .get("payload")
                .text("call_control_id", "");
    }

    @Override
    public int forged() {
        return signs ? 401 : 0;
    }

    @Override
    public List<String> devices() {
        return List.of("sip:iris@example.com", "sip:otto@example.com", "+15590000001", "sip:uma@example.com");
    }

    @Override
    public Set<Outcome> outcomes(Party party) {
        return switch (party.reaction()) {
            case ANSWER -> EnumSet.of(Outcome.COMPLETED);
            // Without detection, or if the verdict was not heard of, nobody can tell.
            case MACHINE -> EnumSet.of(Outcome.MACHINE, Outcome.COMPLETED);
            case NO_ANSWER -> EnumSet.of(Outcome.NO_ANSWER);
            case BUSY -> EnumSet.of(Outcome.BUSY);
            case REJECT -> EnumSet.of(Outcome.REJECTED);
            case UNREACHABLE -> EnumSet.of(Outcome.FAILED);
        };
    }
}
