/**
 * What events, and the values in them, look like outside, whichever way they leave: the same words in
 * every answer, stream and socket.
 */
@NullMarked
package io.callyard.wire;

import org.jspecify.annotations.NullMarked;
