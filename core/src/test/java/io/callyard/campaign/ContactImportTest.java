package io.callyard.campaign;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.campaign.ContactImport.Rejection;
import io.callyard.model.AgentId;
import io.callyard.model.Call;
import io.callyard.model.CampaignId;
import io.callyard.model.Contact;
import io.callyard.model.ContactId;
import io.callyard.model.Outcome;
import io.callyard.model.Verdict;
import io.callyard.spi.store.UnknownCampaignException;
import io.callyard.testkit.ScriptedPolicy;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists come from outside: long, broken, and with everybody on them twice. */
@Tag("R0.4")
class ContactImportTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final ScriptedPolicy policy = new ScriptedPolicy("do-not-call");
    private final Yard yard = yards.with().policy(policy).open();

    @Test
    void aContactsWordsBecomeTheCalls() {
        yard.draft(SPRING, 0, settings -> settings);

        add(new Contact(" +15551234567 ", " c-1 ", " Ada ", " bot-2 ", "{\"plan\":1}", 7));

        Call call = onlyCall();
        assertThat(call.subject().phoneNumber().e164()).isEqualTo("+15551234567");
        assertThat(call.subject().contact()).isEqualTo(new ContactId("c-1"));
        assertThat(call.subject().contactName()).isEqualTo("Ada");
        assertThat(call.subject().agent()).isEqualTo(new AgentId("bot-2"));
        assertThat(call.data().text()).isEqualTo("{\"plan\":1}");
        assertThat(call.priority()).isEqualTo(7);
    }

    @Test
    void emptyFieldsAreAbsentFields() {
        yard.draft(SPRING, 0, settings -> settings);

        add(new Contact("+15551234567", "", " ", "", "  ", null));

        Call call = onlyCall();
        assertThat(call.subject().contact()).isNull();
        assertThat(call.subject().contactName()).isNull();
        assertThat(call.subject().agent()).isNull();
        assertThat(call.data().isEmpty()).isTrue();
        assertThat(call.priority()).isZero();
    }

    @Test
    void brokenRowsAreReportedByNumberAndTheOthersKept() {
        yard.draft(SPRING, 0, settings -> settings);

        ContactImport result = add(
                Contact.of("+15550000001"),
                Contact.of("0155500000"),
                Contact.of("+15550000003"),
                Contact.of(""),
                null,
                new Contact("+15550000006", "x".repeat(129), null, null, null, null),
                new Contact("+15550000007", null, "a\u0007bell", null, null, null),
                new Contact("+15550000008", null, null, null, "x".repeat(16 * 1024 + 1), null),
                Contact.of("+15550000009"));

        assertThat(result.accepted()).isEqualTo(3);
        assertThat(result.rejected()).isEqualTo(6);
        assertThat(result.rejections()).extracting(Rejection::row).containsExactly(2L, 4L, 5L, 6L, 7L, 8L);
        assertThat(result.rejections().get(0).reason()).contains("E.164").doesNotContain("0155500000");
        assertThat(result.rejections().get(1).reason()).isEqualTo("phone number is missing");
        assertThat(result.rejections().get(2).reason()).isEqualTo("there is no contact");
        assertThat(yard.campaign(SPRING).progress().waiting()).isEqualTo(3);
    }

    @Test
    void rejectionsAreCountedBeyondThoseThatAreTold() {
        yard.draft(SPRING, 0, settings -> settings);

        ContactImport result = yard.campaigns.add(
                ACME,
                SPRING,
                IntStream.range(0, 1_500).mapToObj(i -> Contact.of("nonsense")).iterator());

        assertThat(result.rejected()).isEqualTo(1_500);
        assertThat(result.rejections()).hasSize(ContactImport.MAX_REJECTIONS);
    }

    @Test
    void whoeverIsOnTheListTwiceIsCalledOnce() {
        yard.draft(SPRING, 0, settings -> settings);

        ContactImport first = add(
                new Contact("+15550000001", "c-1", null, null, null, null),
                new Contact("+15550000002", "c-1", null, null, null, null),
                Contact.of("+15550000003"),
                Contact.of("+15550000003"));
        ContactImport second =
                add(new Contact("+15550000009", "c-1", null, null, null, null), Contact.of("+15550000003"));

        assertThat(first).isEqualTo(new ContactImport(2, 2, 0, List.of()));
        assertThat(second).isEqualTo(new ContactImport(0, 2, 0, List.of()));
        assertThat(yard.campaign(SPRING).progress().total()).isEqualTo(2);
    }

    @Test
    void whoeverWasCalledIsADuplicateEvenWhenTheCallIsOver() {
        yard.running(SPRING, 0, settings -> settings);
        add(Contact.of("+15550000001"));
        yard.run();
        yard.endLast(Outcome.COMPLETED);

        assertThat(add(Contact.of("+15550000001")).duplicates()).isEqualTo(1);
        yard.advanceSeconds(60);

        assertThat(yard.carrier.orders()).hasSize(1);
    }

    @Test
    void twoCampaignsMayCallOnePerson() {
        yard.draft(SPRING, 0, settings -> settings);
        yard.draft(new CampaignId("summer"), 0, settings -> settings);
        add(Contact.of("+15550000001"));

        ContactImport other = yard.campaigns.add(
                ACME,
                new CampaignId("summer"),
                List.of(Contact.of("+15550000001")).iterator());

        assertThat(other.accepted()).isEqualTo(1);
    }

    @Test
    @Tag("R1.11")
    void whoeverAPolicyForbidsIsReported() {
        yard.draft(SPRING, 0, settings -> settings);
        policy.answerNext(Verdict.allow(), new Verdict.Refuse("do-not-call", "on the list"), Verdict.allow());

        ContactImport result = yard.campaigns.add(ACME, SPRING, yard.contacts(3).iterator());

        assertThat(result.accepted()).isEqualTo(2);
        assertThat(result.rejections()).containsExactly(new Rejection(2, "do-not-call: on the list"));
    }

    @Test
    void aListThatBreaksOffKeepsWhatCameBefore() {
        yard.draft(SPRING, 0, settings -> settings);
        Iterator<Contact> good = yard.contacts(1_234).iterator();
        Iterator<Contact> breaking = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Contact next() {
                if (!good.hasNext()) {
                    throw new IllegalStateException("the file ends in the middle of a row");
                }
                return good.next();
            }
        };

        ContactSourceException thrown =
                catchThrowableOfType(ContactSourceException.class, () -> yard.campaigns.add(ACME, SPRING, breaking));

        assertThat(thrown)
                .hasMessageContaining("1234 rows")
                .hasRootCauseMessage("the file ends in the middle of a row");
        assertThat(thrown.soFar().accepted()).isEqualTo(1_234);
        assertThat(yard.campaign(SPRING).progress().waiting()).isEqualTo(1_234);
    }

    @Test
    void aListLongerThanABatchIsStreamedRowByRow() {
        Yard plain = yards.open();
        plain.draft(SPRING, 0, settings -> settings);
        int rows = 100_000;
        int[] read = {0};
        int[] mostAhead = {0};
        Iterator<Contact> list = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return read[0] < rows;
            }

            @Override
            public Contact next() {
                int kept = (int) plain.campaign(SPRING).progress().total();
                mostAhead[0] = Math.max(mostAhead[0], read[0] - kept);
                return Contact.of("+1%010d".formatted(2_000_000_000L + read[0]++));
            }
        };

        ContactImport result = plain.campaigns.add(ACME, SPRING, list);

        assertThat(result.accepted()).isEqualTo(rows);
        assertThat(mostAhead[0]).as("rows read but not kept yet").isLessThan(500);
        assertThat(plain.campaign(SPRING).progress().waiting()).isEqualTo(rows);
    }

    @Test
    void anUnknownAndAStoppedCampaignTakeNobody() {
        yard.draft(SPRING, 0, settings -> settings);
        yard.campaigns.stop(ACME, SPRING);

        assertThatExceptionOfType(UnknownCampaignException.class)
                .isThrownBy(() -> add(Contact.of("+15550000001")))
                .withMessageContaining("was stopped");
        assertThatExceptionOfType(UnknownCampaignException.class)
                .isThrownBy(() -> yard.campaigns.add(
                        ACME, new CampaignId("nobody"), yard.contacts(1).iterator()))
                .withMessageContaining("does not exist");
        assertThatExceptionOfType(UnknownCampaignException.class)
                .isThrownBy(() ->
                        yard.campaigns.add(Yard.GLOBEX, SPRING, yard.contacts(1).iterator()));
    }

    private ContactImport add(Contact... contacts) {
        return yard.campaigns.add(ACME, SPRING, Arrays.asList(contacts).iterator());
    }

    private Call onlyCall() {
        assertThat(yard.campaign(SPRING).progress().total()).isEqualTo(1);
        return yard.store.nextInCampaign(ACME, SPRING).orElseThrow();
    }
}
