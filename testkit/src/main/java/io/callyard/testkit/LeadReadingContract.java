package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callyard.model.Call;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.LeadCounts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Leads as they are listed, found and counted. */
abstract class LeadReadingContract extends LeadFixture {
    LeadReadingContract(StoreContract opener) {
        super(opener);
    }

    private List<Lead> page(@Nullable UserId user, LeadState state, long after, int max) {
        return store.leads(tenant, user, state, after, max);
    }

    @Test
    void listsLeadsInTheOrderInWhichTheyWereAdded() {
        Lead z = add("z", ANN);
        Lead bobs = add("m", BOB);
        Lead a = add("a", ANN);

        assertThat(pending(ANN)).containsExactly(z, a);
        assertThat(pending(BOB)).containsExactly(bobs);
        assertThat(page(null, LeadState.PENDING, 0, MANY)).containsExactly(z, bobs, a);
    }

    @Test
    void givesEveryLeadOnExactlyOnePage() {
        List<Lead> leads = add(7, ANN);
        add(3, BOB);
        List<Lead> seen = new ArrayList<>();
        List<Lead> page = page(ANN, LeadState.PENDING, 0, 3);
        while (!page.isEmpty() && seen.size() <= leads.size()) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            seen.addAll(page);
            page = page(ANN, LeadState.PENDING, page.get(page.size() - 1).position(), 3);
        }

        assertThat(seen).isEqualTo(leads);
    }

    @Test
    void missesNoLeadOnThePagesWhileThoseBeforeAreDialed() {
        List<Lead> leads = add(6, ANN);
        List<Lead> first = page(ANN, LeadState.PENDING, 0, 3);
        dial(store, tenant, ANN, orders(first));

        List<Lead> second = page(ANN, LeadState.PENDING, first.get(2).position(), 3);

        assertThat(second).isEqualTo(leads.subList(3, 6));
    }

    @Test
    void movesALeadFromThePendingToTheDialedOnes() {
        List<Lead> leads = add(3, ANN);
        dialed(leads.get(1));

        assertThat(pending(ANN)).containsExactly(leads.get(0), leads.get(2));
        assertThat(page(ANN, LeadState.DIALED, 0, MANY)).containsExactly(fresh(leads.get(1)));
        assertThat(page(null, LeadState.DIALED, 0, MANY)).containsExactly(fresh(leads.get(1)));
        assertThat(page(BOB, LeadState.DIALED, 0, MANY)).isEmpty();
    }

    @Test
    void findsManyLeadsAndLeavesOutThoseThatItHasNot() {
        Lead first = add("1", ANN);
        Lead second = add("2", BOB);

        assertThat(store.leads(tenant, List.of(second.id(), new LeadId("3"), first.id())))
                .containsExactlyInAnyOrder(first, second);
        assertThat(store.leads(tenant, List.of())).isEmpty();
        assertThat(store.lead(tenant, new LeadId("3"))).isEmpty();
    }

    @Test
    void countsLeadsByHowFarTheyAre() {
        List<Lead> leads = add(7, ANN);
        Call over = dialed(leads.get(0));
        end(start(claim()));
        Call live = dialed(leads.get(1));
        claim();
        dialed(leads.get(2));
        dialed(leads.get(3));
        dialed(add("of Bob", BOB));
        place(lead(null, null));

        assertThat(store.leadCounts(tenant, ANN)).isEqualTo(new LeadCounts(3, 2, 1, 1));
        assertThat(store.leadCounts(tenant, BOB)).isEqualTo(new LeadCounts(0, 1, 0, 0));
        assertThat(store.leadCounts(tenant, null)).isEqualTo(new LeadCounts(3, 3, 1, 1));
        assertThat(List.of(over, live)).extracting(call -> fresh(call).state()).doesNotHaveDuplicates();
    }

    @Test
    void countsHeldCallsAmongTheWaiting() {
        Lead lead = add("1", ANN);
        dialed(lead);
        giveBack(claim(), SECOND);

        assertThat(store.leadCounts(tenant, ANN)).isEqualTo(new LeadCounts(0, 1, 0, 0));
    }

    @Test
    void countsNothingOfATenantThatNobodyKnows() {
        TenantId unknown = unknownTenant();

        assertThat(store.leadCounts(unknown, null)).isEqualTo(LeadCounts.NONE);
        assertThat(store.leads(unknown, null, LeadState.PENDING, 0, 1)).isEmpty();
        assertThat(store.lastSeq(unknown)).isZero();
    }

    @Test
    void refusesAPageOfNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> page(ANN, LeadState.PENDING, 0, 0));
    }
}
