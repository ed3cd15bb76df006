/** Transactions and statements. */
@NullMarked
package io.callyard.store.jdbc.sql;

import org.jspecify.annotations.NullMarked;
