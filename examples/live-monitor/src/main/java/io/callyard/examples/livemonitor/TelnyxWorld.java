package io.callyard.examples.livemonitor;

import io.callyard.Callyard;
import io.callyard.CallyardBuilder;
import io.callyard.examples.livemonitor.CarrierChoice.Account;
import io.callyard.fake.HttpWebhooks;
import io.callyard.fake.LoopbackServer;
import io.callyard.fake.telnyx.FakeTelnyx;
import io.callyard.fake.telnyx.ScriptedTurn;
import io.callyard.fake.telnyx.ScriptedTurn.Role;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.carrier.CarrierWebhooks;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.telephony.telnyx.TelnyxTelephony;
import io.callyard.telephony.telnyx.TelnyxTelephonyBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The demo on Telnyx: on a real account, or on a fake one with fake people, over HTTP either way. */
final class TelnyxWorld implements DemoCarrier {
    private static final String PATH = "/webhooks/telnyx";

    private final TelnyxTelephony driver;
    private final FakePeople people;
    private final RealPerson you;
    private final @Nullable FakeTelnyx fake;
    private final @Nullable LoopbackServer server;

    /**
     * One that does nothing yet.
     *
     * @param account whose; absent: the fake
     * @param here where this server is reached by programs on this machine
     */
    TelnyxWorld(Scheduler scheduler, @Nullable Account account, URI here) {
        people = new FakePeople(scheduler, "sip:", "@agents.example");
        you = new RealPerson(scheduler, account == null ? null : account.agent());
        URI webhooks = (account == null ? here : account.publicUrl()).resolve(PATH);
        fake = account == null ? fake(scheduler, webhooks) : null;
        server = fake == null ? null : listen(fake);
        TelnyxTelephonyBuilder builder = TelnyxTelephony.builder()
                .scheduler(scheduler)
                .publicUrl(webhooks)
                .incomingCalls(TwilioWorld.routes());
        if (account != null) {
            builder.connection(account.id())
                    .apiKey(account.secret())
                    .publicKey(account.publicKey())
                    .number(account.number());
        } else if (server != null && fake != null) {
            builder.connection("1000000000000000001")
                    .apiKey("KEY0000")
                    .publicKey(fake.publicKey())
                    .number(PhoneNumber.parse("+12025550190"))
                    .assistant(order -> Optional.of("assistant-1"))
                    .baseUrl(server.uri());
        }
        driver = builder.build();
    }

    private FakeTelnyx fake(Scheduler scheduler, URI webhooks) {
        return FakeTelnyx.builder(scheduler)
                .webhookUrl(webhooks)
                .parties(people::at)
                .webhooks(new HttpWebhooks())
                .script(List.of(
                        new ScriptedTurn(Role.ASSISTANT, "Good day. Do you have a minute?", Duration.ofSeconds(1)),
                        new ScriptedTurn(Role.USER, "I do.", Duration.ofSeconds(4)),
                        new ScriptedTurn(
                                Role.ASSISTANT, "Shall we say Tuesday at ten for the visit?", Duration.ofSeconds(3)),
                        new ScriptedTurn(Role.USER, "Tuesday is fine.", Duration.ofSeconds(5)),
                        new ScriptedTurn(Role.ASSISTANT, "Then until Tuesday. Goodbye.", Duration.ofSeconds(3))))
                .build();
    }

    private static LoopbackServer listen(FakeTelnyx fake) {
        try {
            return LoopbackServer.start(fake);
        } catch (IOException e) {
            throw new DemoException("The fake carrier did not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void join(CallyardBuilder engine) {
        engine.carrier(driver);
    }

    @Override
    public Map<String, CarrierWebhooks> webhooks() {
        return Map.of("telnyx", driver);
    }

    @Override
    public String words() {
        return server == null ? "Telnyx" : "a fake Telnyx on " + server.uri();
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
