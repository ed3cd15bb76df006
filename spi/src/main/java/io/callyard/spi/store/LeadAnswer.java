package io.callyard.spi.store;

import io.callyard.model.Call;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadId;

/** What became of a {@link LeadOrder}. */
public sealed interface LeadAnswer {

    /** Returns which lead was asked for. */
    LeadId id();

    /**
     * The lead was pending: its call was taken in, and the lead is marked by it.
     *
     * @param lead the lead after
     * @param call its call
     */
    record Dialed(Lead lead, Call call) implements LeadAnswer {
        @Override
        public LeadId id() {
            return lead.id();
        }
    }

    /**
     * The lead had its call before; nothing was done. That call may be the very one that was ordered, if an order is
     * repeated whose answer was lost.
     *
     * @param lead the lead
     */
    record DialedBefore(Lead lead) implements LeadAnswer {
        @Override
        public LeadId id() {
            return lead.id();
        }
    }

    /**
     * The lead is another user's; nothing was done.
     *
     * @param id the lead
     */
    record OfAnother(LeadId id) implements LeadAnswer {}

    /**
     * The tenant has no such lead.
     *
     * @param id what was asked for
     */
    record NotFound(LeadId id) implements LeadAnswer {}
}
