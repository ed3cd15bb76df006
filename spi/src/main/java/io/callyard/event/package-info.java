/** What has happened, as immutable facts in the past tense. */
@NullMarked
package io.callyard.event;

import org.jspecify.annotations.NullMarked;
