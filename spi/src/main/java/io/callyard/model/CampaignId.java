package io.callyard.model;

import io.callyard.internal.Checks;

/**
 * Names a campaign within its tenant.
 *
 * @param value 1 to 64 characters, no control characters
 */
public record CampaignId(String value) {
    public CampaignId {
        Checks.id(value, "campaign id", 64);
    }

    @Override
    public String toString() {
        return value;
    }
}
