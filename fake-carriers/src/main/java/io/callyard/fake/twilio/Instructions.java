package io.callyard.fake.twilio;

import org.jspecify.annotations.Nullable;

/**
 * What a call does once it is answered.
 *
 * @param url where its document is; null: it is given
 * @param method how to ask for it
 * @param twiml the document itself; of no account if there is an address
 * @param fallbackUrl asked if the document cannot be had
 * @param fallbackMethod how to ask there
 */
record Instructions(
        @Nullable String url,
        String method,
        @Nullable String twiml,
        @Nullable String fallbackUrl,
        String fallbackMethod) {}
