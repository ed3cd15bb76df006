/**
 * A voice carrier in the manner of Twilio that is not there: it keeps calls and queues, runs TwiML, and calls back.
 *
 * <p>{@link io.callyard.fake.twilio.FakeTwilio} is the way in. Everything else works under one lock, by which the code in
 * here is as plain as if it had one thread: what is called from outside takes the lock, and webhooks go out after it was
 * let go.
 */
@NullMarked
package io.callyard.fake.twilio;

import org.jspecify.annotations.NullMarked;
