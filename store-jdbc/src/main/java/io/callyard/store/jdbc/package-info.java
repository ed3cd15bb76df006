/** The store in a relational database: PostgreSQL for any number of nodes, H2 for one. */
@NullMarked
package io.callyard.store.jdbc;

import org.jspecify.annotations.NullMarked;
