package io.callyard.examples.livemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.audit.EventAudit;
import io.callyard.event.CallEvent;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallState;
import io.callyard.model.CallTimeouts;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.StoreSignals;
import io.callyard.telephony.simulated.Behaviour;
import io.callyard.telephony.simulated.CarrierCallRecord;
import io.callyard.telephony.simulated.Distribution;
import io.callyard.telephony.simulated.SimulatedCarrier;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo on a database: what one engine has begun, the next goes on with. */
@Timeout(60)
class RestartTest {
    private static final int CONTACTS = 6;

    private static final Behaviour QUICK = Behaviour.STEADY
            .withLatency(Distribution.constant(Duration.ofMillis(5)))
            .withRingDelay(Distribution.constant(Duration.ofMillis(5)))
            .withPickUp(Distribution.constant(Duration.ofMillis(20)))
            .withTalk(Distribution.constant(Duration.ofMillis(50)));
    private static final Behaviour LASTING = QUICK.withTalk(Distribution.constant(Duration.ofMinutes(10)));

    private static final CallTimeouts TIMEOUTS = new CallTimeouts(
            Duration.ofSeconds(4),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4));

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final List<Demo> demos = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        demos.forEach(Demo::close);
    }

    @Test
    @Tag("R1.9")
    void goesOnWithTheCampaignAfterACrashAndDialsNobodyTwice() throws Exception {
        Demo first = start(QUICK);
        first.engine().campaigns().change(Demo.TENANT, Demo.CAMPAIGN, withoutPause());
        await(first, campaign -> campaign.progress().processed() >= 2);
        carrier(first).change(LASTING);
        awaitLiveCall(first);
        Campaign before = campaign(first);
        crash(first);

        Demo second = start(QUICK);
        await(second, campaign -> campaign.status() == CampaignStatus.COMPLETED);

        Campaign after = campaign(second);
        assertThat(console())
                .contains("campaign: " + before.status() + " as before, with "
                        + before.progress().processed() + " of 6 contacts called and 1 calls live");
        assertThat(after.progress().total()).isEqualTo(CONTACTS);
        assertThat(after.progress().outcomes().get(Outcome.COMPLETED)).isEqualTo(CONTACTS - 1);
        assertThat(after.progress().outcomes().get(Outcome.UNKNOWN))
                .as("the call that was live when the first engine died")
                .isEqualTo(1);
        assertThat(numbers(first, second))
                .as("numbers that were dialled")
                .hasSize(CONTACTS)
                .doesNotHaveDuplicates();
        audit(second.kept().store());
    }

    @Test
    void goesOnAfterACleanEndAndBringsNoContactInTwice() throws Exception {
        Demo first = start(LASTING);
        awaitLiveCall(first);
        first.close();

        Demo second = start(LASTING);

        assertThat(campaign(second).progress().total()).isEqualTo(CONTACTS);
        assertThat(console().lines())
                .contains("contacts: 6 added, 0 duplicates, 0 rejected", "contacts: 0 added, 6 duplicates, 0 rejected");
        assertThat(numbers(first, second)).hasSize(1);
    }

    @Test
    void leavesACampaignThatWasStoppedAsItIs() throws Exception {
        Demo first = start(LASTING);
        awaitLiveCall(first);
        first.engine().campaigns().stop(Demo.TENANT, Demo.CAMPAIGN);
        first.close();

        Demo second = start(LASTING);

        assertThat(campaign(second).status()).isEqualTo(CampaignStatus.STOPPED);
    }

    private Demo start(Behaviour behaviour) throws Exception {
        Path contacts = folder.resolve("contacts.csv");
        List<String> rows = new ArrayList<>(List.of("phone_number"));
        IntStream.range(0, CONTACTS).forEach(i -> rows.add("+1202555010" + i));
        Files.write(contacts, rows);
        DemoSettings settings = new DemoSettings(
                "127.0.0.1",
                0,
                "token-for-tests",
                contacts,
                new StoreChoice.H2File(folder),
                new CarrierChoice.Simulated());
        Demo demo = new Demo(settings, TIMEOUTS, behaviour, new PrintStream(console, true, StandardCharsets.UTF_8));
        demos.add(demo);
        demo.start();
        return demo;
    }

    /** Takes the database away in the midst of everything: nothing that comes later is kept. */
    private static void crash(Demo demo) throws SQLException {
        try (Connection connection = demo.kept().pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
            demo.kept().pool().close();
        }
    }

    private static void awaitLiveCall(Demo demo) throws Exception {
        await(
                demo,
                campaign -> demo.engine().calls().live(Demo.TENANT).stream()
                        .anyMatch(call -> call.state() == CallState.IN_PROGRESS));
    }

    /** Looks at the campaign each time that something has happened. */
    private static void await(Demo demo, Predicate<Campaign> wanted) throws Exception {
        BlockingQueue<TenantId> changes = new LinkedBlockingQueue<>();
        try (AutoCloseable listening = demo.kept().store().onSignal(new StoreSignals() {
            @Override
            public void eventsAppended(TenantId tenant) {
                changes.add(tenant);
            }

            @Override
            public void workAvailable() {}
        })) {
            while (!wanted.test(campaign(demo))) {
                assertThat(changes.poll(20, TimeUnit.SECONDS))
                        .as("anything new; the campaign: %s", campaign(demo))
                        .isNotNull();
            }
        }
    }

    private static Campaign campaign(Demo demo) {
        return demo.engine().campaigns().find(Demo.TENANT, Demo.CAMPAIGN).orElseThrow();
    }

    private static CampaignSettings withoutPause() {
        return CampaignSettings.named("Check-up calls").withDelayBetween(Duration.ZERO);
    }

    private static List<PhoneNumber> numbers(Demo... demos) {
        return List.of(demos).stream()
                .flatMap(demo -> carrier(demo).log().records().stream())
                .filter(CarrierCallRecord::isMade)
                .map(call -> call.subject().phoneNumber())
                .toList();
    }

    private static void audit(Store store) {
        EventAudit audit = EventAudit.of(Demo.TENANT);
        List<LoggedEvent> log = store.read(Demo.TENANT, 0, 1_000);
        log.forEach(audit::accept);
        assertThat(audit.violations()).isEmpty();
        assertThat(log).extracting(LoggedEvent::event).hasAtLeastOneElementOfType(CallEvent.SlotReclaimed.class);
    }

    private String console() {
        return console.toString(StandardCharsets.UTF_8);
    }

    private static SimulatedCarrier carrier(Demo demo) {
        return ((SimulatedWorld) demo.carrier()).carrier();
    }
}
