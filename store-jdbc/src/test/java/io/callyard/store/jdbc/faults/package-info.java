/** The store while the database, the network and the connections fail. */
package io.callyard.store.jdbc.faults;
