package io.callyard.examples.telnyx;

import io.callyard.model.PhoneNumber;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables that the example reads. Everything that is missing or wrong is found at once; values are
 * never repeated, since they may be secret.
 */
final class Environment {
    static final String API_KEY = "TELNYX_API_KEY";
    static final String PUBLIC_KEY = "TELNYX_PUBLIC_KEY";
    static final String CONNECTION = "TELNYX_CONNECTION_ID";
    static final String NUMBER = "TELNYX_NUMBER";
    static final String ASSISTANT = "TELNYX_ASSISTANT_ID";
    static final String API_URL = "TELNYX_API_URL";
    static final String PUBLIC_URL = "CALLYARD_PUBLIC_URL";
    static final String AGENT = "CALLYARD_AGENT";
    static final String HOST = "CALLYARD_HOST";
    static final String PORT = "CALLYARD_PORT";
    static final String JDBC_URL = "CALLYARD_JDBC_URL";
    static final String JDBC_USER = "CALLYARD_JDBC_USER";
    static final String JDBC_PASSWORD = "CALLYARD_JDBC_PASSWORD";

    /** Where the driver is mounted, below the public URL. */
    static final String MOUNT = "/webhooks/telnyx";

    private static final String NO_URL = "https://YOUR-PUBLIC-HOST";

    private final Map<String, String> values;
    private final Map<String, String> problems = new LinkedHashMap<>();

    Environment(Map<String, String> values) {
        this.values = Map.copyOf(values);
        needs(API_KEY, "KEY[!-~]{1,500}", "an API key of version 2, which begins with KEY");
        needs(PUBLIC_KEY, "[A-Za-z0-9+/]{43}=", "the account's public key, 44 characters of which the last is =");
        needs(CONNECTION, "[0-9]{1,40}", "the id of a Call Control application, digits only");
        needs(NUMBER, "\\+[1-9][0-9]{6,14}", "a number of the account's, such as +15550100100");
        needs(
                PUBLIC_URL,
                "https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?",
                "the address of this server as the internet sees it, without a path and without an underscore in its"
                        + " host, such as https://calls.example.com");
        may(AGENT, "\\+[1-9][0-9]{6,14}|sips?:[^\\s,]{1,128}", "a number, or sip:…");
        may(ASSISTANT, "[!-~]{1,100}", "the id of one of the account's AI assistants");
        may(API_URL, "https://[A-Za-z0-9.-]+/v2|http://127\\.0\\.0\\.1:[0-9]{1,5}", "https, a host and /v2");
        may(PORT, "[0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]", "0 to 65535");
        may(JDBC_URL, "jdbc:(h2|postgresql):.+", "a JDBC URL of PostgreSQL or H2");
    }

    private void needs(String name, String pattern, String what) {
        if (!isSet(name)) {
            problems.put(name, "is not set. It is " + what);
        } else {
            may(name, pattern, what);
        }
    }

    private void may(String name, String pattern, String what) {
        if (isSet(name) && !text(name, "").matches(pattern)) {
            problems.put(name, "cannot be right. It has to be " + what);
        }
    }

    /** Returns whether a variable has a value. */
    boolean isSet(String name) {
        return !text(name, "").isEmpty();
    }

    /** Returns what is wrong with a variable; empty if nothing is. */
    Optional<String> problem(String name) {
        return Optional.ofNullable(problems.get(name));
    }

    /** Returns all that is wrong, a line each. */
    List<String> problems() {
        return problems.entrySet().stream()
                .map(problem -> problem.getKey() + " " + problem.getValue() + ".")
                .toList();
    }

    /** Returns the settings, if nothing is wrong. */
    Optional<Settings> settings() {
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Settings(
                text(API_KEY, ""),
                text(PUBLIC_KEY, ""),
                text(CONNECTION, ""),
                PhoneNumber.parse(text(NUMBER, "")),
                URI.create(webhooks()),
                text(AGENT, ""),
                text(ASSISTANT, ""),
                URI.create(text(API_URL, "https://api.telnyx.com/v2")),
                new Settings.Database(text(JDBC_URL, ""), text(JDBC_USER, ""), text(JDBC_PASSWORD, ""))));
    }

    /** Returns where the driver is reached; a placeholder's if that is not known yet. */
    String webhooks() {
        String url = isSet(PUBLIC_URL) && problem(PUBLIC_URL).isEmpty() ? text(PUBLIC_URL, "") : NO_URL;
        return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + MOUNT;
    }

    /** Returns the address to listen on. */
    String host() {
        return text(HOST, "127.0.0.1");
    }

    /** Returns the port to listen on; 0: any. */
    int port() {
        return problem(PORT).isPresent() ? 8080 : Integer.parseInt(text(PORT, "8080"));
    }

    private String text(String name, String otherwise) {
        String value = values.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    /** Says which are wrong, nothing of what is in any. */
    @Override
    public String toString() {
        return "Environment[wrong: " + problems.keySet() + "]";
    }
}
