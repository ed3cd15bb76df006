package io.callyard.model.inbound;

import java.time.Instant;

/**
 * A caller who takes up a part of an agent's capacity.
 *
 * @param caller who
 * @param offer by which offer
 * @param talking whether they talk; else it is only offered, or the person is being dialled
 * @param since since when it is so
 */
public record Engagement(CallerId caller, OfferId offer, boolean talking, Instant since) {}
