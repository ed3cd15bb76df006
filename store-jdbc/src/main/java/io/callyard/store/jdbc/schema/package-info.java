/** The tables: how they come into being, and what the database must be for them. */
@NullMarked
package io.callyard.store.jdbc.schema;

import org.jspecify.annotations.NullMarked;
