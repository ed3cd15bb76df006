/** How nodes on one PostgreSQL hear of each other at once. */
@NullMarked
package io.callyard.store.jdbc.news;

import org.jspecify.annotations.NullMarked;
