package io.callyard.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.LeadEvent.LeadAdded;
import io.callyard.event.LeadEvent.LeadDialed;
import io.callyard.event.LoggedEvent;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadDial;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadIntake;
import io.callyard.spi.store.LeadOrder;
import io.callyard.spi.store.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sixteen threads at the same leads, half of them beside a second user of the store. */
@Tag("R3.3")
abstract class LeadCrowdContract extends LeadFixture {
    private static final int ROUNDS = 4;
    private static final int LEADS = 10;

    LeadCrowdContract(StoreContract opener) {
        super(opener);
    }

    /** Every thread wants every lead, each round in one step; sixty-four dials of each lead in all. */
    @Test
    void dialsEachLeadOnceThatSixteenWantAtOnce() {
        List<Lead> leads = add(LEADS, ANN);

        List<List<LeadAnswer>> answers = Crowd.run(thread -> () -> {
            Store user = user(thread);
            List<LeadAnswer> mine = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                mine.addAll(dial(user, tenant, ANN, orders(turned(leads, thread * ROUNDS + round))));
            }
            return mine;
        });

        Map<Object, LeadDial> dials = new HashMap<>();
        answers.stream().flatMap(List::stream).forEach(answer -> {
            if (answer instanceof LeadAnswer.Dialed dialed) {
                LeadDial dial = dialed.lead().dial();
                assertThat(dials.put(answer.id(), dial)).as("a second call").isNull();
                assertThat(dialed.call().id()).isEqualTo(dial == null ? null : dial.call());
            } else {
                assertThat(answer).isInstanceOf(LeadAnswer.DialedBefore.class);
            }
        });
        assertThat(dials).hasSize(LEADS);
        leads.forEach(lead -> assertThat(fresh(lead).dial()).isEqualTo(dials.get(lead.id())));
        assertThat(count(CallQueued.class)).isEqualTo(LEADS);
        assertThat(count(LeadDialed.class)).isEqualTo(LEADS);
    }

    @Test
    void addsEachLeadOnceThatSixteenBringAtOnce() {
        List<LeadContact> contacts = IntStream.range(0, LEADS)
                .mapToObj(i -> contact("lead " + i, ANN))
                .toList();

        List<List<LeadIntake>> answers =
                Crowd.run(thread -> () -> user(thread).addLeads(tenant, turned(contacts, thread)));

        assertThat(answers.stream().flatMap(List::stream).filter(LeadIntake::isNew))
                .hasSize(LEADS);
        assertThat(pending(ANN)).hasSize(LEADS);
        assertThat(count(LeadAdded.class)).isEqualTo(LEADS);
    }

    @Test
    void dialsEachLeadOnceThatIsAddedMeanwhile() {
        List<LeadContact> contacts = IntStream.range(0, LEADS)
                .mapToObj(i -> contact("lead " + i, ANN))
                .toList();

        List<Integer> dialed = Crowd.run(thread -> () -> {
            Store user = user(thread);
            int mine = 0;
            for (LeadContact contact : turned(contacts, thread)) {
                if (thread % 4 < 2) {
                    user.addLeads(tenant, List.of(contact));
                }
                List<LeadOrder> orders = List.of(order(tenant, contact.id()));
                mine += dial(user, tenant, ANN, orders).get(0) instanceof LeadAnswer.Dialed ? 1 : 0;
            }
            return mine;
        });

        assertThat(dialed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(LEADS);
        assertThat(store.leads(tenant, ANN, LeadState.DIALED, 0, MANY)).hasSize(LEADS);
        assertThat(count(CallQueued.class)).isEqualTo(LEADS);
    }

    private long count(Class<?> event) {
        return eventsOf(tenant).stream()
                .map(LoggedEvent::event)
                .filter(event::isInstance)
                .count();
    }

    /** The same in an order of its own. */
    private static <T> List<T> turned(List<T> list, int by) {
        List<T> turned = new ArrayList<>(list);
        Collections.rotate(turned, by);
        if (by % 3 == 0) {
            Collections.reverse(turned);
        }
        return turned;
    }
}
