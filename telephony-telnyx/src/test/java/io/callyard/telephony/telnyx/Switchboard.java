package io.callyard.telephony.telnyx;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import io.callyard.fake.InProcessClient;
import io.callyard.fake.Party;
import io.callyard.fake.telnyx.FakeLine;
import io.callyard.fake.telnyx.FakeTelnyx;
import io.callyard.fake.telnyx.FakeTelnyxBuilder;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.spi.carrier.WebhookRequest;
import io.callyard.telephony.trials.CallCentre;
import io.callyard.telephony.trials.Phone;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A {@link CallCentre} at {@link FakeTelnyx}. */
final class Switchboard extends CallCentre {
    static final String OURS = Bench.OURS.e164();

    final FakeTelnyx fake;
    final TelnyxTelephony driver;

    Switchboard() {
        this(carrier -> carrier, driver -> driver);
    }

    Switchboard(UnaryOperator<FakeTelnyxBuilder> carrier, UnaryOperator<TelnyxTelephonyBuilder> how) {
        fake = carrier.apply(FakeTelnyx.builder(scheduler)
                        .connectionId(Bench.CONNECTION)
                        .webhookUrl(URI.create(Bench.PUBLIC))
                        .parties(this::party)
                        .webhooks((request, timeout) -> CompletableFuture.completedStage(deliver(request))))
                .build();
        driver = how.apply(Bench.builder(scheduler)
                        .httpClient(InProcessClient.to(fake, scheduler))
                        .music(MUSIC)
                        .incomingCalls(IncomingCalls.to(ACME, SUPPORT)))
                .build();
        open(driver);
    }

    private FakeResponse deliver(FakeRequest request) {
        return deliver(
                driver,
                new WebhookRequest(
                        request.method(), "", request.uri().getRawQuery(), request.headers(), request.body()));
    }

    @Override
    protected CarrierAccountId account() {
        return TenantLimits.DEFAULT_ACCOUNT;
    }

    @Override
    public Phone arrives(Party party) {
        return new LinePhone(fake.incoming(CALLER, OURS, party));
    }

    @Override
    public Optional<Phone> at(String address) {
        List<FakeLine> lines = fake.linesTo(address);
        return lines.isEmpty() ? Optional.empty() : Optional.of(new LinePhone(lines.get(lines.size() - 1)));
    }
}
