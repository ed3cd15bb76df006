/**
 * Says who stands behind a signed JWT (RFC 7519), by the rules of RFC 8725. {@link
 * io.callyard.security.jwt.JwtAuthenticator} is the way in.
 */
@NullMarked
package io.callyard.security.jwt;

import org.jspecify.annotations.NullMarked;
