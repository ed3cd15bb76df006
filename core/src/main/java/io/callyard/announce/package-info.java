/** What callers are told while they wait, in their language, and when. Pure: nothing here speaks. */
@NullMarked
package io.callyard.announce;

import org.jspecify.annotations.NullMarked;
