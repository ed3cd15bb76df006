/** Nothing but tests: see the test sources. */
package io.callyard.architecture;
