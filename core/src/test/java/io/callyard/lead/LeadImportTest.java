package io.callyard.lead;

import static io.callyard.Yard.ACME;
import static io.callyard.lead.Page.ANN;
import static io.callyard.lead.Page.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.lead.LeadImport.Rejection;
import io.callyard.model.AgentId;
import io.callyard.model.Contact;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists of leads come from outside: long, broken, and again and again. */
@Tag("R3.3")
class LeadImportTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();
    private final Leads leads = yard.engine.leads();

    private LeadImport add(Contact... contacts) {
        return leads.add(ACME, ANN, Arrays.asList(contacts).iterator());
    }

    private static Contact row(String id, String number) {
        return new Contact(number, id, null, null, null, null);
    }

    @Test
    void aRowsWordsBecomeTheLead() {
        add(new Contact(" +15551234567 ", " l-1 ", " Ada ", " bot-2 ", "{\"plan\":1}", 7));

        Lead lead = leads.find(ACME, new LeadId("l-1")).orElseThrow();
        assertThat(lead.user()).isEqualTo(ANN);
        assertThat(lead.contact().phoneNumber().e164()).isEqualTo("+15551234567");
        assertThat(lead.contact().name()).isEqualTo("Ada");
        assertThat(lead.contact().agent()).isEqualTo(new AgentId("bot-2"));
        assertThat(lead.contact().data().text()).isEqualTo("{\"plan\":1}");
        assertThat(lead.contact().priority()).isEqualTo(7);
        assertThat(lead.state()).isEqualTo(LeadState.PENDING);
    }

    @Test
    void brokenRowsAreReportedByNumberAndTheOthersKept() {
        leads.add(ACME, BOB, List.of(row("bobs", "+15550000000")).iterator());

        LeadImport result = add(
                row("1", "+15550000001"),
                row("bobs", "+15550000002"),
                row(null, "+15550000003"),
                row(" ", "+15550000004"),
                row("5", "0155500000"),
                row("6", null),
                null,
                row("x".repeat(129), "+15550000008"),
                row("1", "+15550000009"),
                row("10", "+15550000010"));

        assertThat(result.added()).isEqualTo(2);
        assertThat(result.known()).isEqualTo(1);
        assertThat(result.rejected()).isEqualTo(7);
        assertThat(result.rejections()).extracting(Rejection::row).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(result.rejections().get(0).reason()).isEqualTo("the lead id is taken");
        assertThat(result.rejections().get(1).reason()).isEqualTo("lead id is missing");
        assertThat(leads.find(ACME, new LeadId("bobs")).orElseThrow().user()).isEqualTo(BOB);
    }

    @Test
    void theSameListAgainAddsNothingAndDialsNothing() {
        Page page = new Page(yard, ANN);
        add(row("1", "+15550000001"), row("2", "+15550000002"));
        page.fetched();
        Page.endAll(yard);

        LeadImport again = add(row("1", "+15550000001"), row("2", "+15559999999"), row("3", "+15550000003"));
        page.fetched();

        assertThat(again).isEqualTo(new LeadImport(1, 2, 0, List.of()));
        assertThat(Page.dialled(yard)).containsExactly("1", "2", "3");
        assertThat(leads.find(ACME, new LeadId("2"))
                        .orElseThrow()
                        .contact()
                        .phoneNumber()
                        .e164())
                .isEqualTo("+15550000002");
    }

    @Test
    void aListLongerThanABatchIsAddedInItsOrder() {
        List<Contact> rows = IntStream.range(0, 1_201)
                .mapToObj(i -> row("l-" + i, "+1555%07d".formatted(i)))
                .toList();

        assertThat(leads.add(ACME, ANN, rows.iterator()).added()).isEqualTo(1_201);

        assertThat(leads.list(ACME, ANN, LeadState.PENDING, 0, 2_000))
                .extracting(lead -> lead.id().value())
                .containsExactlyElementsOf(rows.stream().map(Contact::contactId).toList());
    }

    @Test
    void whatCameBeforeAListBrokeOffIsKept() {
        Iterator<Contact> good = List.of(row("1", "+15550000001")).iterator();
        Iterator<Contact> breaking = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Contact next() {
                if (good.hasNext()) {
                    return good.next();
                }
                throw new IllegalStateException("the file ends here");
            }
        };

        LeadSourceException failure =
                catchThrowableOfType(LeadSourceException.class, () -> leads.add(ACME, ANN, breaking));

        assertThat(failure.soFar().added()).isEqualTo(1);
        assertThat(failure).hasMessageContaining("after 1 rows").hasCauseInstanceOf(IllegalStateException.class);
        assertThat(leads.find(ACME, new LeadId("1"))).isPresent();
    }
}
