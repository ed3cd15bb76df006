package io.callyard.store.jdbc.traps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignMachine;
import io.callyard.machine.CarrierReports;
import io.callyard.model.AccountLimits;
import io.callyard.model.AgentId;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallRequest;
import io.callyard.model.CallTimeouts;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.ContactId;
import io.callyard.model.NodeId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.UserId;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.store.jdbc.faults.Crew;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Node;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text and time on which the databases differ from one another: the store does not. */
@Tag("R1.5")
@Timeout(60)
class TextTrapTest {
    private static final List<String> HOSTILE = List.of(
            "'; DROP TABLE callyard_call; --",
            "\" OR 1=1 --",
            "\\'; DELETE FROM callyard_event; --",
            "$$; SELECT pg_sleep(10); $$",
            ":tenant ? ?1 <now> {call} {past}",
            "%_\\",
            "${jndi:ldap://nowhere/x}",
            "C:x",
            "\u202egnirts\u200f e\u0301 \ud83d\ude00");

    static Stream<Arguments> hostile() {
        return Stream.of(Databases.values())
                .flatMap(database -> HOSTILE.stream().map(text -> Arguments.of(database, text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\ud800", "\udc00b"})
    void isRefusedBeforeItReachesADatabase(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TenantId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new CampaignId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new CarrierAccountId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new CarrierCallId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeId(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new CallData(text));
        TenantId tenant = Node.tenant();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Node.direct(tenant).key(text).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Node.direct(tenant).contactName(text).build());
    }

    @ParameterizedTest
    @EnumSource
    void isKeptAtItsGreatestLengths(Databases database) throws Exception {
        String face = "\ud83d\ude00";
        roundTrip(database, length -> face.repeat(length / 2), face.repeat(CallData.MAX_BYTES / 4));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void isKeptAsItIsWhateverItSays(Databases database, String text) throws Exception {
        roundTrip(database, length -> text, text);
    }

    private interface Text {
        String upTo(int length);
    }

    private static void roundTrip(Databases database, Text text, String data) throws Exception {
        DataSource source = database.fresh();
        try (HikariDataSource pool = Databases.pool(source, 2);
                Node node = Node.on(pool)) {
            long tables = Databases.number(source, "SELECT count(*) FROM information_schema.tables");
            TenantId tenant = new TenantId(text.upTo(64));
            CarrierAccountId account = new CarrierAccountId(text.upTo(64));
            CampaignId campaign = new CampaignId(text.upTo(64));
            node.store().setAccountLimits(account, AccountLimits.NONE);
            node.store().setTenantLimits(tenant, new TenantLimits(5, 0, account));
            CampaignSettings settings = CampaignSettings.named(text.upTo(200)).withAgent(new AgentId(text.upTo(64)));
            node.store().createCampaign(tenant, campaign, settings);
            node.store().updateCampaign(tenant, campaign, CampaignMachine::start);
            CallRequest.Builder request = CallRequest.campaign(tenant, campaign, PhoneNumber.parse("+15551234567"))
                    .user(new UserId(text.upTo(64)))
                    .agent(new AgentId(text.upTo(64)))
                    .contact(new ContactId(text.upTo(128)))
                    .contactName(text.upTo(200))
                    .data(new CallData(data))
                    .key(text.upTo(200));

            Call placed = node.place(request).call();
            assertThat(node.place(request).isNew()).isFalse();
            ClaimOrder order = new ClaimOrder(
                    new NodeId(text.upTo(64)), 9, Map.of(account, 5), new CallMachine(CallTimeouts.DEFAULT));
            Call claimed = node.store().claim(order).get(0).call();
            CarrierCallId id = new CarrierCallId(text.upTo(256));
            Call started = node.update(
                            claimed, text.upTo(1_000), new CarrierReports(CallTimeouts.DEFAULT).started(1, id))
                    .after();

            assertThat(claimed.subject()).isEqualTo(placed.subject());
            assertThat(node.fresh(placed)).isEqualTo(started);
            assertThat(node.fresh(placed).data().text()).isEqualTo(data);
            assertThat(node.store().findAtCarrier(account, id)).contains(started);
            assertThat(node.store().campaign(tenant, campaign).orElseThrow().settings())
                    .isEqualTo(settings);
            assertThat(node.audit(tenant).live()).isEqualTo(1);
            assertThat(Databases.number(source, "SELECT count(*) FROM information_schema.tables"))
                    .isEqualTo(tables);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesAChangeByAnyTextAndTellsThemApart(Databases database) {
        try (HikariDataSource pool = Databases.pool(database.fresh(), 2);
                Node node = Node.on(pool)) {
            TenantId tenant = node.tenant(1);
            node.place(tenant);
            Call claimed = node.claim(1).get(0);
            Call call = node.update(claimed, Node.said("hello")).after();
            List<String> names = List.of(
                    "",
                    "a\u0000",
                    "a\u0001",
                    "\ud800",
                    "\ud801",
                    "?",
                    "x".repeat(129),
                    "x".repeat(130),
                    "\ud83d\ude00".repeat(100_000),
                    "sha256:" + "0".repeat(64));
            for (String name : names) {
                long before = node.store().lastSeq(tenant);
                node.update(call, name, Node.said("hello"));
                node.update(call, name, Node.said("hello"));
                assertThat(node.store().lastSeq(tenant))
                        .as("after %d characters", name.length())
                        .isEqualTo(before + 1);
            }
            node.audit(tenant);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsInstantsToMicroseconds(Databases database) {
        try (HikariDataSource pool = Databases.pool(database.fresh(), 2);
                Node node = Node.on(pool)) {
            Instant odd = Instant.parse("2100-01-01T00:00:00.123456789Z");
            Call call =
                    node.place(Node.direct(node.tenant(1)).scheduledFor(odd)).call();

            assertThat(node.fresh(call).notBefore()).isEqualTo(Instant.parse("2100-01-01T00:00:00.123456Z"));
        }
    }

    /** A key that somebody else wrote first: PostgreSQL gives the whole transaction up, H2 does not. */
    @ParameterizedTest
    @EnumSource
    void takesAKeyInOnceHoweverManyAskAtOnce(Databases database) {
        try (HikariDataSource pool = Databases.pool(database.fresh(), 8, c -> c.setConnectionTimeout(20_000));
                Node node = Node.on(pool);
                Node other = Node.on(pool)) {
            for (int i = 0; i < 10; i++) {
                TenantId tenant = Node.tenant();
                List<Boolean> isNew = Crew.ask(
                        16,
                        thread -> () -> (thread % 2 == 0 ? node : other)
                                .place(Node.direct(tenant).key("same"))
                                .isNew());

                assertThat(isNew).filteredOn(found -> found).hasSize(1);
                assertThat(node.audit(tenant).openCalls()).hasSize(1);
            }
        }
    }
}
