package io.callyard.spi.store;

import io.callyard.model.lead.Lead;

/**
 * The answer to one lead added.
 *
 * @param lead the new lead, or the one that had its id before, unchanged, whoever's it is
 * @param isNew whether it is new
 */
public record LeadIntake(Lead lead, boolean isNew) {}
