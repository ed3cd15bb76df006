/** What a transaction makes of the rows it has locked. */
@NullMarked
package io.callyard.store.jdbc.ledger;

import org.jspecify.annotations.NullMarked;
