/** What stands on the tenants' floors: inbound queues, callers, agents and offers. */
@NullMarked
package io.callyard.store.jdbc.floor;

import org.jspecify.annotations.NullMarked;
