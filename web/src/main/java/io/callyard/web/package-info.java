/**
 * HTTP for the engine. {@link io.callyard.web.CallyardServlet} is the way in.
 *
 * <p>JSON with {@code snake_case} names, times in ISO-8601 UTC, durations as seconds in fields that
 * end in {@code _seconds}, errors as {@code application/problem+json} (RFC 9457).
 */
@NullMarked
package io.callyard.web;

import org.jspecify.annotations.NullMarked;
