/** Contacts that are dialled exactly once, ever, as soon as a page of their user shows them. */
@NullMarked
package io.callyard.lead;

import org.jspecify.annotations.NullMarked;
