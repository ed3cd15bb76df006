package io.callyard.store.jdbc.ledger;

import io.callyard.event.CampaignEvent.CampaignCreated;
import io.callyard.machine.CampaignChange;
import io.callyard.machine.Transition;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.TenantId;
import io.callyard.spi.store.CampaignAnswer;
import io.callyard.store.jdbc.sql.Session;
import java.util.List;
import java.util.Optional;

/** What is done with campaigns. */
final class CampaignSteps {
    private CampaignSteps() {}

    /** Makes a campaign. */
    record Create(TenantId tenant, CampaignId id, CampaignSettings settings) implements TenantStep<Optional<Campaign>> {
        @Override
        public void want(Wanted wanted) {
            wanted.lanes.add(LaneKey.of(id));
        }

        @Override
        public Optional<Campaign> run(TenantBook book, Session session) {
            String key = LaneKey.of(id);
            if (book.lanes.containsKey(key)) {
                return Optional.empty();
            }
            Campaign campaign = Campaign.draft(tenant, id, settings, book.now);
            book.log(List.of(new CampaignCreated(id, settings)));
            // The event's number grows with each campaign: it puts them in the order in which they were made.
            LaneBook lane = new LaneBook(tenant, key, book.seq, campaign);
            lane.isNew = true;
            book.lanes.put(key, lane);
            return Optional.of(campaign);
        }
    }

    /** Changes a campaign. */
    record Update(TenantId tenant, CampaignId id, CampaignChange change)
            implements TenantStep<Optional<CampaignAnswer>> {
        @Override
        public boolean makesTenant() {
            return false;
        }

        @Override
        public Optional<CampaignAnswer> absent() {
            return Optional.empty();
        }

        @Override
        public void want(Wanted wanted) {
            wanted.lanes.add(LaneKey.of(id));
        }

        @Override
        public Optional<CampaignAnswer> run(TenantBook book, Session session) {
            LaneBook lane = book.lanes.get(LaneKey.of(id));
            Campaign before = lane == null ? null : lane.campaignAt(book.now);
            if (lane == null || before == null) {
                return Optional.empty();
            }
            Transition<Campaign> transition = change.apply(before, book.now);
            boolean changed = !transition.state().equals(before);
            if (changed) {
                book.keep(lane, transition);
            }
            return Optional.of(new CampaignAnswer(transition.state(), changed));
        }
    }
}
