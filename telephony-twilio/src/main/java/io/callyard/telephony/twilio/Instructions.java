package io.callyard.telephony.twilio;

import java.net.URI;

/** What Twilio is to do with a person who has answered a call. */
public sealed interface Instructions {
    /** The longest document that can be given with a call, in characters. */
    int MAX_TWIML = 4_000;

    /**
     * A document that Twilio fetches when somebody has answered: the application's own.
     *
     * @param url absolute, {@code http} or {@code https}
     */
    record Url(URI url) implements Instructions {
        public Url {
            boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            if (!web || url.getHost() == null) {
                throw new IllegalArgumentException("instructions are fetched from an absolute http or https URL");
            }
        }

        /** Leaves the address out of it: it may carry what is personal. */
        @Override
        public String toString() {
            return "Url[" + url.getHost() + "]";
        }
    }

    /**
     * A document that is given with the call, so that nothing has to be fetched when somebody answers. URLs in it are
     * absolute.
     *
     * @param document TwiML, 1 to {@value #MAX_TWIML} characters
     */
    record Twiml(String document) implements Instructions {
        public Twiml {
            if (document.isEmpty() || document.length() > MAX_TWIML) {
                throw new IllegalArgumentException("a document that is given with a call has 1 to " + MAX_TWIML
                        + " characters, but this has " + document.length());
            }
        }

        /** Says how much there is, not what: it may be personal. */
        @Override
        public String toString() {
            return "Twiml[" + document.length() + " characters]";
        }
    }

    /** A document that Twilio fetches when somebody has answered. */
    static Instructions url(URI url) {
        return new Url(url);
    }

    /** A document that is given with the call. */
    static Instructions twiml(String document) {
        return new Twiml(document);
    }
}
