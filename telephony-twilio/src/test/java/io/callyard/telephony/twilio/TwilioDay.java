package io.callyard.telephony.twilio;

import io.callyard.fake.FakeCarrier;
import io.callyard.fake.FakeRequest;
import io.callyard.fake.Party;
import io.callyard.fake.twilio.FakeLine;
import io.callyard.fake.twilio.FakeTwilio;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.telephony.trials.CarrierDay;
import io.callyard.telephony.trials.DayCarrier;
import io.callyard.testkit.VirtualNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** {@link FakeTwilio}, drawn by a seed. */
final class TwilioDay implements DayCarrier {
    private static final String ACCOUNT = "AC00000000000000000000000000000001";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String PUBLIC = "https://calls.example.com/webhooks/twilio";
    private static final String OURS = "+15550100100";
    private static final String TALK = "<Response><Say>Hello</Say><Pause length=\"60\"/></Response>";

    private final FakeTwilio fake;
    private final boolean detects;

    TwilioDay(CarrierDay.Ground ground) {
        SplittableRandom random = ground.random();
        detects = random.nextBoolean();
        fake = FakeTwilio.builder(ground.scheduler())
                .accountSid(ACCOUNT)
                .authToken(TOKEN)
                .callsPerSecond(random.nextInt(1, 6))
                .listingLag(Duration.ofSeconds(random.nextInt(60)))
                .statusLag(Duration.ofSeconds(random.nextInt(10)))
                .answerDelay(Duration.ofMillis(random.nextInt(300)))
                .number(OURS, PUBLIC + "/voice", random.nextBoolean() ? PUBLIC + "/line-status" : null)
                .parties(ground.parties())
                .faults(ground.faults())
                .webhooks((request, timeout) -> ground.webhooks().apply(request))
                .build();
    }

    @Override
    public FakeCarrier api() {
        return fake;
    }

    @Override
    public Line line(VirtualNode process, HttpClient client) {
        TwilioTelephonyBuilder builder = TwilioTelephony.builder()
                .scheduler(process)
                .credentials(ACCOUNT, TOKEN)
                .number(PhoneNumber.parse(OURS))
                .publicUrl(URI.create(PUBLIC))
                .httpClient(client)
                .music(URI.create("https://cdn.example.com/hold.mp3"))
                .machineDetection(detects)
                .incomingCalls(CarrierDay::route)
                .instructions(
                        order -> order.attempt() % 2 == 0 || order.subject().campaign() == null
                                ? Instructions.twiml(TALK)
                                : Instructions.url(URI.create(PUBLIC + "/outbound")));
        TwilioTelephony driver = builder.build();
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
                        call.sid(),
                        call.to(),
                        !call.direction().equals("inbound"),
                        call.dials() > 0,
                        fake.line(call.sid()).orElseThrow().isOver()))
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
        return request.method().equals("POST") && request.uri().getRawPath().endsWith("/Calls.json");
    }

    @Override
    public WebhookRequest handedOn(FakeRequest webhook) {
        String prefix = URI.create(PUBLIC).getRawPath();
        return new WebhookRequest(
                webhook.method(),
                webhook.uri().getRawPath().substring(prefix.length()),
                webhook.uri().getRawQuery(),
                webhook.headers(),
                webhook.body());
    }

    @Override
    public String callOf(FakeRequest webhook) {
        return Form.parse(webhook.text().getBytes(StandardCharsets.UTF_8))
                .toText()
                .orElseThrow()
                .getOrDefault("CallSid", "");
    }

    @Override
    public int forged() {
        return 403;
    }

    @Override
    public List<String> devices() {
        return List.of("client:iris", "sip:otto@example.com", "+15590000001", "client:uma");
    }

    @Override
    public Set<Outcome> outcomes(Party party) {
        return switch (party.reaction()) {
            case ANSWER -> EnumSet.of(Outcome.COMPLETED);
            // Without detection, or if the verdict was not heard of, nobody can tell.
            case MACHINE -> EnumSet.of(Outcome.MACHINE, Outcome.COMPLETED);
            case NO_ANSWER -> EnumSet.of(Outcome.NO_ANSWER);
            case BUSY -> EnumSet.of(Outcome.BUSY);
            // Only the SIP code of a webhook tells it from the others.
            case REJECT -> EnumSet.of(Outcome.REJECTED, Outcome.NO_ANSWER, Outcome.BUSY);
            case UNREACHABLE -> EnumSet.of(Outcome.FAILED);
        };
    }
}
