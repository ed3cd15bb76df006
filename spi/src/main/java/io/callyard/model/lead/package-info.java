/** Leads: contacts that are dialled exactly once, ever. */
@NullMarked
package io.callyard.model.lead;

import org.jspecify.annotations.NullMarked;
