package io.callyard.lead;

import static io.callyard.Yard.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.model.Call;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadContact;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.store.LeadIntake;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A page of a user's, open at a node.
 *
 * @param yard the node
 * @param user whose page
 */
record Page(Yard yard, UserId user) {
    static final UserId ANN = new UserId("ann");
    static final UserId BOB = new UserId("bob");

    Leads leads() {
        return yard.engine.leads();
    }

    static List<LeadId> ids(String... ids) {
        return Stream.of(ids).map(LeadId::new).toList();
    }

    /** Adds leads of the user's, each with a number of its own. */
    List<Lead> add(String... ids) {
        return leads()
                .add(
                        ACME,
                        ids(ids).stream()
                                .map(id -> LeadContact.of(id, user, yard.newNumber()))
                                .toList())
                .stream()
                .map(LeadIntake::lead)
                .toList();
    }

    List<Lead> add(int count) {
        return add(IntStream.range(0, count).mapToObj(i -> user + "-" + i).toArray(String[]::new));
    }

    /** Says that the page has fetched all leads; what follows at once happens. */
    LeadRun fetched() {
        LeadRun run = leads().fetched(ACME, user);
        yard.run();
        return run;
    }

    /** Says that the page has fetched these; what follows at once happens. */
    LeadRun fetched(String... ids) {
        LeadRun run = leads().fetched(ACME, user, ids(ids));
        yard.run();
        return run;
    }

    Lead fresh(Lead lead) {
        return leads().find(ACME, lead.id()).orElseThrow();
    }

    /** Returns the call of a lead that was dialled. */
    Call call(Lead lead) {
        Lead now = fresh(lead);
        assertThat(now.dial()).as("call of " + lead.id()).isNotNull();
        return yard.store.find(ACME, now.dial().call()).orElseThrow();
    }

    /** Returns which leads the carrier was asked to dial, in that order. */
    static List<String> dialled(Yard yard) {
        return yard.carrier.orders().stream()
                .map(order -> order.subject().contact().value())
                .toList();
    }

    /** Lets every call end that has begun, and those that begin then, until none is left. */
    static void endAll(Yard yard) {
        while (!yard.store.liveCalls(ACME).isEmpty()) {
            yard.store.liveCalls(ACME).forEach(yard::end);
        }
    }
}
