/** What databases do against expectation, each with a proof that the test would notice. */
package io.callyard.store.jdbc.traps;
