package io.callyard.telephony.twilio;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.InProcessClient;
import io.callyard.fake.Party;
import io.callyard.fake.twilio.CallSnapshot;
import io.callyard.fake.twilio.FakeTwilio;
import io.callyard.fake.twilio.FakeTwilioBuilder;
import io.callyard.model.CarrierAccountId;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.telephony.trials.CallCentre;
import io.callyard.telephony.trials.Phone;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A {@link CallCentre} at {@link FakeTwilio}. */
final class Switchboard extends CallCentre {
    static final String OURS = Bench.OURS.e164();

    final FakeTwilio fake;
    final TwilioTelephony driver;

    Switchboard() {
        this(carrier -> carrier, driver -> driver);
    }

    Switchboard(UnaryOperator<FakeTwilioBuilder> carrier, UnaryOperator<TwilioTelephonyBuilder> how) {
        fake = carrier.apply(FakeTwilio.builder(scheduler)
                        .accountSid(Bench.ACCOUNT)
                        .authToken(Bench.TOKEN)
                        .callsPerSecond(10)
                        .callerIds(OURS)
                        .number(OURS, Bench.PUBLIC + "/voice", Bench.PUBLIC + "/line-status")
                        .parties(this::party)
                        .webhooks((request, timeout) -> CompletableFuture.completedStage(deliver(request))))
                .build();
        driver = how.apply(Bench.builder(scheduler)
                        .httpClient(InProcessClient.to(fake, scheduler))
                        .music(URI.create(MUSIC))
                        .incomingCalls(IncomingCalls.to(ACME, SUPPORT)))
                .build();
        open(driver);
    }

    private FakeResponse deliver(FakeRequest request) {
        String prefix = URI.create(Bench.PUBLIC).getRawPath();
        return deliver(
                driver,
                new WebhookRequest(
                        request.method(),
                        request.uri().getRawPath().substring(prefix.length()),
                        request.uri().getRawQuery(),
                        request.headers(),
                        request.body()));
    }

    @Override
    protected CarrierAccountId account() {
        return driver.account();
    }

    @Override
    public Phone arrives(Party party) {
        return new LinePhone(fake.incoming(CALLER, OURS, party));
    }

    @Override
    public Optional<Phone> at(String address) {
        List<CallSnapshot> calls =
                fake.calls().stream().filter(call -> call.to().equals(address)).toList();
        return calls.isEmpty()
                ? Optional.empty()
                : fake.line(calls.get(calls.size() - 1).sid()).map(LinePhone::new);
    }

    /** The carrier must not complain either. */
    @Override
    public void assertSound() {
        super.assertSound();
        fake.calls().forEach(call -> {
            if (!fake.errorCodes(call.sid()).isEmpty()) {
                throw new AssertionError("the carrier complains: " + fake.errorCodes(call.sid()));
            }
        });
    }
}
