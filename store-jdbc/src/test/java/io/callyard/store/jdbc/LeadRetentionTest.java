package io.callyard.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadCounts;
import io.callyard.spi.store.LeadOrder;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lead that was dialled stays so when all else of its call is gone. */
@Tag("R3.3")
@Timeout(60)
class LeadRetentionTest {
    private static final UserId ANN = new UserId("ann");

    private Yard yard;

    @AfterEach
    void close() {
        yard.close();
    }

    private Call dialed() {
        LeadContact contact = LeadContact.of(new LeadId("1"), ANN, PhoneNumber.parse("+15551234567"));
        Lead lead = yard.store.addLeads(yard.tenant, List.of(contact)).get(0).lead();
        assertThat(dial(lead.id())).isInstanceOf(LeadAnswer.Dialed.class);
        return yard.end(yard.claim(1).get(0));
    }

    private LeadAnswer dial(LeadId lead) {
        LeadOrder order = new LeadOrder(lead, new CallId(UUID.randomUUID()), List.of());
        return yard.store
                .dialLeads(yard.tenant, ANN, List.of(order), Yard.MACHINE)
                .get(0);
    }

    @ParameterizedTest
    @EnumSource
    void isNotDialledAgainAfterYears(Databases database) {
        yard = new Yard(database.source());
        Call call = dialed();
        for (int year = 0; year < 10; year++) {
            yard.advance(Duration.ofDays(365));
            yard.store.tidyUp();
        }

        assertThat(dial(new LeadId("1"))).isInstanceOf(LeadAnswer.DialedBefore.class);
        assertThat(yard.store.find(yard.tenant, call.id())).contains(call);
        assertThat(yard.audit().findings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isNotDialledAgainWhenTheRowsOfItsCallAreGone(Databases database) {
        yard = new Yard(database.source());
        Call call = dialed();
        yard.execute("DELETE FROM {call}");
        yard.execute("DELETE FROM {past}");
        yard.execute("DELETE FROM {event}");

        LeadAnswer answer = dial(new LeadId("1"));

        assertThat(answer).isInstanceOf(LeadAnswer.DialedBefore.class);
        Lead lead = ((LeadAnswer.DialedBefore) answer).lead();
        assertThat(lead.dial()).isNotNull();
        assertThat(lead.dial().call()).isEqualTo(call.id());
        assertThat(yard.count("{call}")).isZero();
        assertThat(yard.store.leadCounts(yard.tenant, ANN)).isEqualTo(new LeadCounts(0, 0, 0, 1));
    }
}
