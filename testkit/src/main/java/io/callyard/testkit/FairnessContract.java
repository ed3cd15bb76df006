package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is served when tenants share what there is. */
abstract class FairnessContract extends StoreFixture {
    FairnessContract(OutboundStoreContract opener) {
        super(opener);
    }

    private List<TenantId> tenantsWithCalls(int tenants, int calls) {
        List<TenantId> ids =
                IntStream.range(0, tenants).mapToObj(i -> newTenant(1_000)).toList();
        ids.forEach(id -> place(calls, () -> CallRequest.direct(id, number())));
        return ids;
    }

    /** Claims one call, some time after the last, and ends it. */
    private TenantId serveOne() {
        clock.advance(SECOND);
        Call call = claim();
        end(call);
        return call.tenant();
    }

    private List<TenantId> serve(int times) {
        List<TenantId> served = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            served.add(serveOne());
        }
        return served;
    }

    @Test
    void servesTenantsInTurnUnderASharedAccount() {
        store.setAccountLimits(account, new AccountLimits(1, Double.POSITIVE_INFINITY));
        List<TenantId> tenants = tenantsWithCalls(3, 4);

        List<TenantId> served = serve(12);

        assertThat(served.subList(0, 3)).containsExactlyInAnyOrderElementsOf(tenants);
        assertThat(served.subList(3, 6)).isEqualTo(served.subList(0, 3));
        assertThat(served.subList(9, 12)).isEqualTo(served.subList(0, 3));
    }

    @Test
    void servesTenantsInTurnUnderTheSystemsLimit() {
        store.setSystemLimit(store.systemUsage().live() + 1);
        List<TenantId> tenants = tenantsWithCalls(3, 2);

        List<TenantId> served = serve(6);

        assertThat(served.subList(0, 3)).containsExactlyInAnyOrderElementsOf(tenants);
        assertThat(served.subList(3, 6)).isEqualTo(served.subList(0, 3));
    }

    @Test
    void servesTenantsInTurnUnderOnePace() {
        store.setAccountLimits(account, new AccountLimits(1_000, 1));
        List<TenantId> tenants = tenantsWithCalls(3, 2);

        List<TenantId> served = serve(6);

        assertThat(served.subList(0, 3)).containsExactlyInAnyOrderElementsOf(tenants);
        assertThat(served.subList(3, 6)).isEqualTo(served.subList(0, 3));
    }

    @Test
    void servesTenantsInTurnWithinOneClaim() {
        store.setAccountLimits(account, new AccountLimits(6, Double.POSITIVE_INFINITY));
        List<TenantId> tenants = tenantsWithCalls(2, 10);

        List<TenantId> served = claim(6).stream().map(Call::tenant).toList();

        for (int i = 0; i < 6; i += 2) {
            assertThat(served.subList(i, i + 2)).containsExactlyInAnyOrderElementsOf(tenants);
        }
    }

    @Test
    @Tag("R1.4")
    void letsNoNewcomerWaitBehindALongList() {
        store.setAccountLimits(account, new AccountLimits(1, Double.POSITIVE_INFINITY));
        tenantsWithCalls(1, 50);
        serve(3);
        TenantId newcomer = tenantsWithCalls(1, 1).get(0);

        assertThat(serve(2)).contains(newcomer);
    }

    @Test
    void servesTheTenantFirstThatHadNothingToDoForLongest() {
        store.setAccountLimits(account, new AccountLimits(1, Double.POSITIVE_INFINITY));
        TenantId early = tenantsWithCalls(1, 1).get(0);
        serveOne();
        TenantId busy = tenantsWithCalls(1, 9).get(0);
        serve(3);
        place(CallRequest.direct(early, number()));

        assertThat(serveOne()).isEqualTo(early);
        assertThat(serveOne()).isEqualTo(busy);
    }
}
