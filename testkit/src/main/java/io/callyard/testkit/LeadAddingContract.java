package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callyard.event.LeadEvent.LeadAdded;
import io.callyard.event.LoggedEvent;
import io.callyard.model.AgentId;
import io.callyard.model.Call;
import io.callyard.model.CallData;
import io.callyard.model.CallSubject;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadIntake;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leads that come in. */
abstract class LeadAddingContract extends LeadFixture {
    /** Each would be the end of a store that builds statements from text, or compares text as people do. */
    private static final List<String> HOSTILE_IDS = List.of(
            "'); DROP TABLE lead; --",
            "' OR '1'='1",
            "\" OR \"\"=\"",
            "%",
            "_",
            "\\",
            ":id",
            "{lead}",
            "${jndi:ldap://example.com}",
            "lead:1",
            "Lead",
            "lead",
            "lead ",
            " lead",
            "ß",
            "ss",
            "\u00e9",
            "e\u0301",
            "\u202egnp.exe",
            "\ud83d\ude00",
            "0",
            "00",
            "null");

    LeadAddingContract(StoreContract opener) {
        super(opener);
    }

    @Test
    void keepsAllOfALead() {
        LeadContact full = new LeadContact(
                new LeadId("\u00fc".repeat(LeadId.MAX)),
                new UserId(FullValues.text(64)),
                PhoneNumber.parse("+999999999999999"),
                FullValues.text(CallSubject.MAX_NAME),
                new AgentId(FullValues.text(64)),
                new CallData("{\"note\": \"\\\"" + "\n".repeat(CallData.MAX_BYTES - 15) + "\"}"),
                Integer.MIN_VALUE);

        Lead added = add(tenant, full);

        assertThat(added.contact()).isEqualTo(full);
        assertThat(added.addedAt()).isEqualTo(clock.instant());
        assertThat(added.dial()).isNull();
        assertThat(fresh(added)).isEqualTo(added);
    }

    @Test
    void keepsALeadThatHasNothingButANumber() {
        Lead added = add("1", ANN);

        assertThat(fresh(added)).isEqualTo(added);
        assertThat(added.contact().data()).isEqualTo(CallData.NONE);
    }

    @Test
    void leavesALeadThatItHasAsItIs() {
        Lead first = add("1", ANN);
        long seq = store.lastSeq(tenant);

        LeadIntake again = store.addLeads(tenant, List.of(contact("1", BOB))).get(0);

        assertThat(again).isEqualTo(new LeadIntake(first, false));
        assertThat(fresh(first)).isEqualTo(first);
        assertThat(store.lastSeq(tenant)).isEqualTo(seq);
    }

    @Test
    void addsALeadOnceThatComesTwiceInOneBatch() {
        List<LeadIntake> intakes =
                store.addLeads(tenant, List.of(contact("1", ANN), contact("2", ANN), contact("1", BOB)));

        assertThat(intakes).extracting(LeadIntake::isNew).containsExactly(true, true, false);
        assertThat(intakes.get(2).lead()).isEqualTo(intakes.get(0).lead());
        assertThat(pending(ANN)).hasSize(2);
        assertThat(pending(BOB)).isEmpty();
    }

    @Test
    void tellsNewLeadsFromKnownOnesInTheOrderAsked() {
        Lead known = add("2", ANN);
        dialed(known);

        List<LeadIntake> intakes =
                store.addLeads(tenant, List.of(contact("1", ANN), contact("2", ANN), contact("3", ANN)));

        assertThat(intakes).extracting(LeadIntake::isNew).containsExactly(true, false, true);
        assertThat(intakes).extracting(intake -> intake.lead().id().value()).containsExactly("1", "2", "3");
        assertThat(intakes.get(1).lead()).isEqualTo(fresh(known));
    }

    @Test
    void keepsHostileIdsApart() {
        List<LeadContact> contacts =
                HOSTILE_IDS.stream().map(id -> contact(id, ANN)).toList();

        store.addLeads(tenant, contacts);

        assertThat(pending(ANN)).extracting(Lead::contact).containsExactlyElementsOf(contacts);
        for (LeadContact contact : contacts) {
            assertThat(store.lead(tenant, contact.id()).map(Lead::contact)).contains(contact);
        }
        List<Lead> leads = pending(ANN);
        assertThat(dial(store, tenant, ANN, orders(leads))).hasSameSizeAs(leads);
        for (LeadAnswer answer : dial(store, tenant, ANN, orders(leads))) {
            assertThat(answer).as(answer.id().value()).isInstanceOf(LeadAnswer.DialedBefore.class);
        }
        assertThat(claim(MANY))
                .extracting(Call::key)
                .containsExactlyElementsOf(
                        leads.stream().map(lead -> lead.id().key()).toList());
    }

    @Test
    void keepsUsersWithHostileIdsApart() {
        for (String user : HOSTILE_IDS) {
            Lead lead = add("of " + user, new UserId(user));
            assertThat(pending(new UserId(user))).containsExactly(lead);
        }
    }

    @Test
    void bringsATenantIntoBeingByALead() {
        TenantId unknown = unknownTenant();

        Lead lead = add(unknown, contact("1", ANN));

        assertThat(store.lead(unknown, lead.id())).contains(lead);
        assertThat(eventsOf(unknown)).hasSize(2);
    }

    @Test
    void refusesToAddNoLeads() {
        assertThatIllegalArgumentException().isThrownBy(() -> store.addLeads(tenant, List.of()));
    }

    @Test
    void logsEachLeadThatIsAddedAndNumbersItByTheEvent() {
        RecordingSignals signals = new RecordingSignals();
        store.onSignal(signals);
        long seq = store.lastSeq(tenant);
        LeadContact named = new LeadContact(new LeadId("2"), BOB, number(), "Zo\u00eb", null, CallData.NONE, 7);

        List<LeadIntake> intakes = store.addLeads(tenant, List.of(contact("1", ANN), named));

        List<LoggedEvent> logged = store.read(tenant, seq, 10);
        LeadContact first = intakes.get(0).lead().contact();
        assertThat(logged)
                .extracting(LoggedEvent::event)
                .containsExactly(
                        new LeadAdded(first.id(), ANN, first.phoneNumber(), null),
                        new LeadAdded(named.id(), BOB, named.phoneNumber(), "Zo\u00eb"));
        assertThat(intakes)
                .extracting(intake -> intake.lead().position())
                .containsExactly(logged.get(0).seq(), logged.get(1).seq());
        assertThat(signals.grown()).contains(tenant);
    }
}
