package io.callyard.examples.livemonitor;

import io.callyard.Callyard;
import io.callyard.CallyardBuilder;
import io.callyard.examples.livemonitor.CarrierChoice.Account;
import io.callyard.fake.HttpWebhooks;
import io.callyard.fake.LoopbackServer;
import io.callyard.fake.twilio.FakeTwilio;
import io.callyard.fake.twilio.FakeTwilioBuilder;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Arrival;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.carrier.IncomingCalls;
import io.callyard.spi.carrier.IncomingCalls.Destination;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.twilio.Instructions;
import io.callyard.telephony.twilio.TwilioTelephony;
import io.callyard.telephony.twilio.TwilioTelephonyBuilder;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The demo on Twilio: on a real account, or on a fake one with fake people, over HTTP either way. */
final class TwilioWorld implements DemoCarrier {
    private static final String PATH = "/webhooks/twilio";
    private static final String SAYS =
            "<Response><Say>Hello. This is a call that Callyard has placed. Goodbye.</Say></Response>";

    private final TwilioTelephony driver;
    private final FakePeople people;
    private final RealPerson you;
    private final @Nullable FakeTwilio fake;
    private final @Nullable LoopbackServer server;

    /**
     * One that does nothing yet.
     *
     * @param account whose; absent: the fake
     * @param here where this server is reached by programs on this machine
     */
    TwilioWorld(Scheduler scheduler, @Nullable Account account, URI here) {
        people = new FakePeople(scheduler, "client:", "");
        you = new RealPerson(scheduler, account == null ? null : account.agent());
        URI webhooks = (account == null ? here : account.publicUrl()).resolve(PATH);
        fake = account == null ? fake(scheduler, webhooks) : null;
        server = fake == null ? null : listen(fake);
        TwilioTelephonyBuilder builder = TwilioTelephony.builder()
                .scheduler(scheduler)
                .publicUrl(webhooks)
                .incomingCalls(routes())
                .instructions(order -> Instructions.twiml(SAYS));
        if (account != null) {
            builder.credentials(account.id(), account.secret()).number(account.number());
        } else if (server != null) {
            builder.credentials("AC00000000000000000000000000000001", "0123456789abcdef0123456789abcdef")
                    .number(PhoneNumber.parse("+12025550190"))
                    .baseUrl(server.uri());
        }
        driver = builder.build();
    }

    private FakeTwilio fake(Scheduler scheduler, URI webhooks) {
        FakeTwilioBuilder builder = FakeTwilio.builder(scheduler)
                .callsPerSecond(5)
                .parties(people::at)
                .webhooks(new HttpWebhooks());
        FakePeople.numbers()
                .keySet()
                .forEach(number -> builder.number(number, webhooks + "/voice", webhooks + "/line-status"));
        return builder.build();
    }

    private static LoopbackServer listen(FakeTwilio fake) {
        try {
            return LoopbackServer.start(fake);
        } catch (IOException e) {
            throw new DemoException("The fake carrier did not start: " + e.getMessage(), e);
        }
    }

    /** Each of the fake's numbers has its queue; a real one leads to support. */
    static IncomingCalls routes() {
        return call -> Optional.of(new Destination(
                Demo.TENANT,
                Arrival.of(FakePeople.numbers().getOrDefault(call.called(), SupportQueues.SUPPORT), call.caller())
                        .called(call.name())));
    }

    @Override
    public void join(CallyardBuilder engine) {
        engine.carrier(driver);
    }

    @Override
    public Map<String, CarrierWebhooks> webhooks() {
        return Map.of("twilio", driver);
    }

    @Override
    public String words() {
        return server == null ? "Twilio" : "a fake Twilio on " + server.uri();
    }

    @Override
    public boolean isReal() {
        return fake == null;
    }

    @Override
    public void open(Callyard engine) {
        if (fake == null) {
            you.open(engine);
        } else {
            people.open(engine, fake::incoming);
        }
    }

    @Override
    public void leave() {
        people.leave();
        you.leave();
    }

    @Override
    public void close() {
        if (server != null && fake != null) {
            server.close();
            fake.close();
        }
    }
}
