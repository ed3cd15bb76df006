/** The live monitor and the sockets' client in a real browser. */
@NullMarked
package io.callyard.browser;

import org.jspecify.annotations.NullMarked;
