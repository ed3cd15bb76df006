package io.callyard.outbound;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.GLOBEX;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be asked of a queue. */
class QueueViewTest {
    @RegisterExtension
    final Yards yards = new Yards();

    private final Yard yard = yards.open();

    private CallRequest.Builder campaignCallWith(int priority) {
        if (yard.campaigns.find(ACME, SPRING).isEmpty()) {
            yard.running(SPRING, 0, settings -> settings);
        }
        return CallRequest.campaign(ACME, SPRING, yard.newNumber()).priority(priority);
    }

    @Test
    @Tag("R1.6")
    void tellsTheNextCallThePositionsAndTheCounts() {
        yard.placed(2);
        Call low = yard.placed(yard.direct().priority(1));
        Call high = yard.placed(yard.direct().priority(2));
        Call campaign = yard.placed(campaignCallWith(1_000));

        assertThat(yard.calls.next(ACME).map(Call::id)).contains(high.id());
        assertThat(yard.calls.next(ACME, CallType.CAMPAIGN).map(Call::id)).contains(campaign.id());
        assertThat(yard.calls.next(ACME, CallType.LEAD)).isEmpty();
        assertThat(positionOf(high)).isEqualTo(1);
        assertThat(positionOf(low)).isEqualTo(2);
        assertThat(positionOf(campaign)).isEqualTo(3);
        assertThat(yard.calls.counts(ACME).of(CallType.DIRECT, CallState.QUEUED))
                .isEqualTo(2);
        assertThat(yard.calls.counts(ACME).of(CallType.DIRECT, CallState.DIALING))
                .isEqualTo(2);
        assertThat(yard.calls.counts(ACME).of(CallType.CAMPAIGN, CallState.QUEUED))
                .isEqualTo(1);
        assertThat(yard.calls.live(ACME)).hasSize(2);
    }

    private long positionOf(Call call) {
        return yard.calls.position(ACME, call.id()).orElseThrow().position();
    }

    @Test
    @Tag("R1.6")
    void aCallThatIsNotInLineHasNoPosition() {
        Call live = yard.placed(yard.direct());
        Call later = yard.placed(yard.direct().scheduledFor(yard.now().plusSeconds(60)));

        assertThat(yard.calls.position(ACME, live.id())).isEmpty();
        assertThat(yard.calls.position(ACME, later.id())).isEmpty();
        assertThat(yard.calls.position(GLOBEX, live.id())).isEmpty();
    }

    @Test
    @Tag("R1.6")
    @Tag("R1.7")
    void theStatusTellsWhatWaitsWhatIsLiveAndWhoIsNext() {
        yard.placed(2);
        Call next = yard.placed(yard.direct().contactName("Ada"));
        yard.placed(yard.direct().scheduledFor(yard.now().plusSeconds(60)));
        Call campaign = yard.placed(campaignCallWith(0));

        QueueStatus status = yard.calls.status(ACME);

        assertThat(status.direct().queued()).as("one in line, one scheduled").isEqualTo(2);
        assertThat(status.direct().processing()).isEqualTo(2);
        assertThat(status.direct().total()).isEqualTo(4);
        QueueStatus.NextCall first = status.direct().nextCall();
        assertThat(first.position()).isEqualTo(1);
        assertThat(first.call().id()).isEqualTo(next.id());
        assertThat(first.call().subject().contactName()).isEqualTo("Ada");
        assertThat(first.call().subject().phoneNumber())
                .isEqualTo(next.subject().phoneNumber());
        assertThat(first.call().createdAt()).isEqualTo(next.createdAt());
        assertThat(status.campaign().queued()).isEqualTo(1);
        assertThat(status.campaign().processing()).isZero();
        assertThat(status.campaign().nextCall().call().id()).isEqualTo(campaign.id());
        assertThat(status.campaign().nextCall().position()).isEqualTo(2);
        assertThat(status.lead()).isEqualTo(new QueueStatus.OfType(0, 0, null));
    }

    @Test
    @Tag("R1.6")
    void aTenantThatNeverCalledHasAnEmptyQueue() {
        assertThat(yard.calls.status(GLOBEX).direct()).isEqualTo(new QueueStatus.OfType(0, 0, null));
        assertThat(yard.calls.next(GLOBEX)).isEmpty();
        assertThat(yard.calls.live(GLOBEX)).isEmpty();
        assertThat(yard.store.lastSeq(GLOBEX)).as("asking makes no tenant").isZero();
    }
}
