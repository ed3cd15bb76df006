package io.callyard.event;

import io.callyard.model.TenantLimits;

/**
 * A tenant's limits were set; also a tenant's first event.
 *
 * @param limits those in force from now on
 */
public record LimitsChanged(TenantLimits limits) implements Event {}
