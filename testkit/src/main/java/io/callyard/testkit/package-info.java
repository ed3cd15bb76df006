/** Contract suites, virtual time and recording fakes. */
@NullMarked
package io.callyard.testkit;

import org.jspecify.annotations.NullMarked;
