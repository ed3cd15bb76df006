package io.callyard.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as it stands: an immutable snapshot.
 *
 * @param tenant whose it is
 * @param id its id, unique in the tenant
 * @param settings its rules
 * @param status where it stands
 * @param progress how far it has come
 * @param nextCallAt the delay after its last call runs until then; absent if none runs
 * @param createdAt when it was made
 * @param startedAt when it was first started
 * @param endedAt when it was completed or stopped
 */
public record Campaign(
        TenantId tenant,
        CampaignId id,
        CampaignSettings settings,
        CampaignStatus status,
        CampaignProgress progress,
        @Nullable Instant nextCallAt,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** A new campaign in {@link CampaignStatus#DRAFT}. */
    public static Campaign draft(TenantId tenant, CampaignId id, CampaignSettings settings, Instant now) {
        return new Campaign(tenant, id, settings, CampaignStatus.DRAFT, CampaignProgress.NONE, null, now, null, null);
    }

    /** This campaign with other settings. */
    public Campaign withSettings(CampaignSettings value) {
        return new Campaign(tenant, id, value, status, progress, nextCallAt, createdAt, startedAt, endedAt);
    }
}
