/** Tickets: a way in for those who cannot show their token, once and soon. */
@NullMarked
package io.callyard.ticket;

import org.jspecify.annotations.NullMarked;
