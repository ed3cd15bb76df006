package io.callyard.dispatch;

import io.callyard.model.Call;
import io.callyard.model.CampaignId;
import io.callyard.model.RetryPolicy;
import io.callyard.model.lead.LeadId;
import io.callyard.outbound.EngineSettings;
import io.callyard.spi.store.Store;

/**
 * Which retry policy a call falls under: its campaign's, or its type's.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class Retries {
    private final EngineSettings settings;
    private final Store store;

    /** Reads campaigns from {@code store}. */
    public Retries(EngineSettings settings, Store store) {
        this.settings = settings;
        this.store = store;
    }

    RetryPolicy of(Call call) {
        CampaignId campaign = call.subject().campaign();
        if (campaign != null) {
            return store.campaign(call.tenant(), campaign)
                    .map(found -> found.settings().retry())
                    .orElse(RetryPolicy.NONE);
        }
        return switch (call.subject().type()) {
            case DIRECT -> settings.directRetry();
            // A lead is dialled once, whatever other calls of its lane may do.
            case LEAD -> call.key() != null && LeadId.isKey(call.key()) ? RetryPolicy.NONE : settings.leadRetry();
            case CAMPAIGN -> RetryPolicy.NONE;
        };
    }
}
