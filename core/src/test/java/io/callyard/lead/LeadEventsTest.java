package io.callyard.lead;

import static io.callyard.Yard.ACME;
import static io.callyard.lead.Page.ANN;
import static io.callyard.lead.Page.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.broadcast.Delivery;
import io.callyard.broadcast.Room;
import io.callyard.broadcast.Subscriber;
import io.callyard.model.Outcome;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to a user's leads reaches his tabs at once, and nobody else's. */
@Tag("R3.5")
class LeadEventsTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();
    private final Page ann = new Page(yard, ANN);

    /** What a tab has heard. */
    private final class Tab implements Subscriber {
        final List<String> heard = new ArrayList<>();

        Tab(UserId user) {
            yard.engine.broadcaster().subscribe(Room.of(ACME, user), 0, this);
        }

        @Override
        public void onEvent(Delivery delivery) {
            heard.add(delivery.event().event().getClass().getSimpleName());
        }

        @Override
        public void onResyncRequired(long lastSeq) {
            throw new AssertionError("nothing was missed");
        }
    }

    @Test
    void everyTabOfTheUserHearsOfACallAsItGoesOn() {
        Tab first = new Tab(ANN);
        Tab second = new Tab(ANN);
        Instant began = yard.now();

        Lead lead = ann.add("a").get(0);
        yard.run();
        assertThat(first.heard).containsExactly("LeadAdded");
        ann.fetched();
        assertThat(first.heard).endsWith("CallQueued", "LeadDialed", "CallReserved", "CallStarted");
        yard.answer(ann.call(lead));
        assertThat(first.heard).endsWith("CallStatusChanged");
        yard.end(ann.call(lead), Outcome.COMPLETED);

        assertThat(first.heard).endsWith("CallEnded");
        assertThat(second.heard).isEqualTo(first.heard);
        assertThat(yard.now()).as("no time had to pass").isEqualTo(began);
    }

    @Test
    void noTabOfAnotherUserHearsOfIt() {
        Tab other = new Tab(BOB);

        Lead lead = ann.add("a").get(0);
        ann.fetched();
        yard.end(ann.call(lead));

        assertThat(other.heard).isEmpty();
    }
}
