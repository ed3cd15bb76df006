package io.callyard.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.callyard.machine.CampaignMachine;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.Limits;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.StandingOrder;
import io.callyard.store.jdbc.faults.Databases;
import io.callyard.store.jdbc.faults.Node;
import io.callyard.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Slots that are given in the transaction that frees them: to the right call, and only where nothing speaks against it. */
@Tag("R1.8")
class ClaimAlongTest {
    private final HikariDataSource pool = Databases.pool(Databases.POSTGRESQL.fresh(), 4);
    private final ManualClock clock = ManualClock.create();
    private final Node node = node();
    private final Node other = node();
    private final List<Call> taken = new ArrayList<>();
    private AutoCloseable along = () -> {};

    private Node node() {
        return Node.on(pool, builder -> builder.clock(clock).lookEvery(Duration.ofHours(1)));
    }

    @BeforeEach
    void letTheStoreClaim() {
        standingOrder(Node.order(9));
        node.store().setSystemLimit(Limits.UNLIMITED);
        // A claim shows the node which limits there are.
        node.place(node.tenant(1));
        assertThat(node.claim(1)).hasSize(1);
        assertThat(taken).isEmpty();
    }

    private void standingOrder(ClaimOrder order) {
        along = node.store()
                .claimAlong(() -> Optional.of(new StandingOrder(
                        order, claimed -> claimed.stream().map(Claimed::call).forEach(taken::add))));
    }

    @AfterEach
    void close() {
        node.close();
        other.close();
        pool.close();
    }

    private void end(Call call) {
        Call live = node.fresh(call);
        node.update(live, Node.over(live));
    }

    @Test
    void startsACallThatFindsAFreeSlot() {
        TenantId tenant = node.tenant(1);
        Call call = node.place(tenant);

        assertThat(taken).extracting(Call::id).containsExactly(call.id());
        assertThat(taken.get(0).state()).isEqualTo(CallState.RESERVED);
        assertThat(node.fresh(call)).isEqualTo(taken.get(0));
        assertThat(node.claim(9)).isEmpty();
        node.audit(tenant);
    }

    @Test
    @Tag("R1.2")
    void leavesACallInLineThatFindsNone() {
        TenantId tenant = node.tenant(1);
        node.place(tenant);
        Call second = node.place(tenant);

        assertThat(taken).hasSize(1);
        assertThat(node.fresh(second).state()).isEqualTo(CallState.QUEUED);
        node.audit(tenant);
    }

    @Test
    @Tag("R1.4")
    void givesAFreedSlotToWhoeverIsNext() {
        TenantId tenant = node.tenant(1);
        Call live = node.place(tenant);
        Call patient = node.place(tenant);
        Call urgent = node.place(Node.direct(tenant).priority(200)).call();
        Call last = node.place(tenant);

        end(live);
        end(urgent);
        end(patient);
        end(last);

        assertThat(taken).extracting(Call::id).containsExactly(live.id(), urgent.id(), patient.id(), last.id());
        node.audit(tenant);
    }

    @Test
    void knowsWhoIsNextAmongManyItHasNotRead() {
        TenantId tenant = node.tenant(3);
        List<Call> calls = node.place(tenant, 40);
        for (int i = 0; i < calls.size(); i++) {
            end(calls.get(i));
        }

        assertThat(taken)
                .extracting(Call::id)
                .containsExactlyElementsOf(calls.stream().map(Call::id).toList());
        node.audit(tenant);
    }

    @Test
    @Tag("R1.4")
    void prefersADirectCallToACampaign() {
        TenantId tenant = node.tenant(1);
        Call live = node.place(tenant);
        Call ofCampaign = placeInCampaign(tenant, Duration.ZERO);
        Call direct = node.place(tenant);

        end(live);
        end(direct);

        assertThat(taken).extracting(Call::id).startsWith(live.id(), direct.id());
        // Whether along or with the next claim, it goes now.
        taken.addAll(node.claim(9));
        assertThat(taken).extracting(Call::id).endsWith(ofCampaign.id());
        node.audit(tenant);
    }

    @Test
    @Tag("R0.3")
    void keepsTheDelayOfACampaign() {
        TenantId tenant = node.tenant(5);
        Call first = placeInCampaign(tenant, Duration.ofSeconds(5));
        Call second = node.place(CallRequest.campaign(tenant, new CampaignId("autumn"), PhoneNumber.parse("+15550009")))
                .call();
        taken.addAll(node.claim(9));
        end(first);
        taken.addAll(node.claim(9));

        assertThat(taken).extracting(Call::id).containsExactly(first.id());
        clock.advance(Duration.ofSeconds(5));
        assertThat(node.claim(9)).extracting(Call::id).containsExactly(second.id());
        node.audit(tenant);
    }

    private Call placeInCampaign(TenantId tenant, Duration delay) {
        CampaignId campaign = new CampaignId("autumn");
        node.store()
                .createCampaign(
                        tenant, campaign, CampaignSettings.named("autumn").withDelayBetween(delay));
        node.store().updateCampaign(tenant, campaign, CampaignMachine::start);
        return node.place(CallRequest.campaign(tenant, campaign, PhoneNumber.parse("+15550008")))
                .call();
    }

    @Test
    @Tag("R1.4")
    void waitsForACallWhoseTimeHasComeAndThatGoesBefore() {
        TenantId tenant = node.tenant(1);
        Call live = node.place(tenant);
        Call urgent = node.place(Node.direct(tenant)
                        .priority(200)
                        .scheduledFor(clock.instant().plusSeconds(1)))
                .call();
        node.place(tenant);
        clock.advance(Duration.ofSeconds(1));

        end(live);

        assertThat(taken).extracting(Call::id).containsExactly(live.id());
        assertThat(node.claim(9)).extracting(Call::id).containsExactly(urgent.id());
        node.audit(tenant);
    }

    @Test
    @Tag("R0.1")
    void doesNotTrustALimitThatAnotherNodeHasJustSet() {
        TenantId tenant = node.tenant(9);
        other.store().setSystemLimit(1); // the one call of the beginning
        Call call = node.place(tenant);

        assertThat(taken).isEmpty();
        assertThat(node.fresh(call).state()).isEqualTo(CallState.QUEUED);
        assertThat(node.claim(9)).isEmpty();
        other.store().setSystemLimit(Limits.UNLIMITED);
        assertThat(node.claim(9)).extracting(Call::id).containsExactly(call.id());
        node.audit(tenant);
    }

    @Test
    @Tag("R0.1")
    void leavesAPacedAccountToClaims() {
        TenantId tenant = node.tenant(9);
        other.store().setAccountLimits(TenantLimits.DEFAULT_ACCOUNT, new AccountLimits(Limits.UNLIMITED, 1));
        node.place(tenant, 2);

        assertThat(taken).isEmpty();
        assertThat(node.claim(9)).hasSize(1);
        assertThat(node.claim(9)).isEmpty();
        node.audit(tenant);
    }

    @Test
    void leavesAnAccountAloneThatHasAQuota() {
        standingOrder(new ClaimOrder(Node.order(9).node(), 9, Map.of(TenantLimits.DEFAULT_ACCOUNT, 5), Node.MACHINE));
        node.place(node.tenant(9));

        assertThat(taken).isEmpty();
    }

    @Test
    void claimsNothingAnyMoreWhenTheOrderIsWithdrawn() throws Exception {
        along.close();
        Call call = node.place(node.tenant(9));

        assertThat(taken).isEmpty();
        assertThat(node.claim(9)).extracting(Call::id).containsExactly(call.id());
    }

    @Test
    void keepsTheChangeWhenTheTakerFails() throws Exception {
        along.close();
        node.store()
                .claimAlong(() -> Optional.of(new StandingOrder(Node.order(9), claimed -> {
                    throw new IllegalStateException("the taker is made to fail");
                })));
        TenantId tenant = node.tenant(1);

        assertThat(node.fresh(node.place(tenant)).state()).isEqualTo(CallState.RESERVED);
        node.audit(tenant);
    }

    @Test
    void keepsTheChangeWhenNobodyCanSayWhatToClaim() {
        node.store().claimAlong(() -> {
            throw new IllegalStateException("the wish is made to fail");
        });
        Call call = node.place(node.tenant(1));

        assertThat(node.fresh(call).state()).isEqualTo(CallState.QUEUED);
    }

    @Test
    void endsNoOrderButItsOwn() throws Exception {
        AutoCloseable former = along;
        standingOrder(Node.order(9));
        former.close();
        Call call = node.place(node.tenant(1));

        assertThat(taken).extracting(Call::id).containsExactly(call.id());
    }
}
