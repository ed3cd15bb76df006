package io.callyard.fake.twilio;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses of the application's. */
final class Urls {
    private Urls() {}

    /** Returns whether an address can be called: absolute, HTTP, a host without an underscore. */
    static boolean isCallable(String url) {
        try {
            URI uri = URI.create(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            // A host with an underscore is no host to the JDK.
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Returns an address in full.
     *
     * @param base the document that it stands in; null: one without an address
     * @return null if there is no such address
     */
    static @Nullable String resolved(@Nullable String base, String url) {
        String full;
        try {
            if (base == null || URI.create(url).isAbsolute()) {
                full = url;
            } else if (url.isEmpty()) {
                full = base;
            } else if (url.startsWith("?")) {
                // The JDK would drop the last segment of the path.
                full = base.replaceFirst("\\?.*", "") + url;
            } else {
                full = URI.create(base).resolve(url).toString();
            }
        } catch (IllegalArgumentException e) {
            return null;
        }
        return isCallable(full) ? full : null;
    }
}
