/** How calls, campaigns, inbound queues and events look as text in a column. */
@NullMarked
package io.callyard.store.jdbc.codec;

import org.jspecify.annotations.NullMarked;
