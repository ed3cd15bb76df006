/**
 * The inbound side at work: steps on a tenant's floor, decided by the machines and the matching, and what follows from
 * them on lines. Not exported.
 */
@NullMarked
package io.callyard.reception;

import org.jspecify.annotations.NullMarked;
