package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.LoggedEvent;
import io.callyard.model.TenantId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadCounts;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one tenant sees and does of another's leads: nothing. */
abstract class LeadIsolationContract extends LeadFixture {
    private TenantId other;
    private Lead foreign;

    @SuppressWarnings("NullAway.Init") // made before each test
    LeadIsolationContract(StoreContract opener) {
        super(opener);
    }

    @BeforeEach
    void letAnotherTenantHaveALead() {
        other = newTenant(1);
        foreign = add(other, contact("1", ANN));
    }

    @Test
    void findsNoLeadOfAnotherTenant() {
        assertThat(store.lead(tenant, foreign.id())).isEmpty();
        assertThat(store.leads(tenant, List.of(foreign.id()))).isEmpty();
        assertThat(store.leads(tenant, ANN, LeadState.PENDING, 0, MANY)).isEmpty();
        assertThat(store.leads(tenant, null, LeadState.PENDING, 0, MANY)).isEmpty();
        assertThat(store.leadCounts(tenant, ANN)).isEqualTo(LeadCounts.NONE);
    }

    @Test
    void dialsNoLeadOfAnotherTenant() {
        List<LoggedEvent> log = eventsOf(other);

        assertThat(dial(store, tenant, ANN, List.of(order(tenant, foreign.id()))))
                .containsExactly(new LeadAnswer.NotFound(foreign.id()));

        assertThat(fresh(foreign)).isEqualTo(foreign);
        assertThat(eventsOf(other)).isEqualTo(log);
    }

    @Test
    void hasALeadOfItsOwnUnderTheSameId() {
        Lead own = add("1", ANN);
        dialed(own);

        assertThat(fresh(foreign)).isEqualTo(foreign);
        assertThat(store.leads(other, ANN, LeadState.PENDING, 0, MANY)).containsExactly(foreign);
        dialed(foreign);
        assertThat(store.leadCounts(tenant, ANN)).isEqualTo(new LeadCounts(0, 1, 0, 0));
        assertThat(store.leadCounts(other, ANN)).isEqualTo(new LeadCounts(0, 1, 0, 0));
        assertThat(store.leads(tenant, List.of(new LeadId("1")))).containsExactly(fresh(own));
    }
}
