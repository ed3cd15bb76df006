/** Nobody's business outside this module. */
@NullMarked
package io.callyard.fake.internal;

import org.jspecify.annotations.NullMarked;
