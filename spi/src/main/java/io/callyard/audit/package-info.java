/**
 * Checks that a tenant's event log tells of nothing that must not happen: {@link
 * io.callyard.audit.EventAudit} folds the events and names every breach of an {@link
 * io.callyard.audit.Invariant}.
 *
 * <p>For the tests of a store or an engine, and for a look at a live system. Nothing here reads a
 * clock, does I/O, logs or has a thread.
 */
@NullMarked
package io.callyard.audit;

import org.jspecify.annotations.NullMarked;
