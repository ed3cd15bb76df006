package io.callyard.telephony.telnyx;

import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.OfferId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call carries with it at the carrier, so that whichever node hears of it next knows what it is: the client
 * state, Base64 of a short text that begins with {@code v1:}.
 */
sealed interface CallTag {
    /** What is known of who has answered. */
    enum Mark {
        /** Nobody has answered, as far as is known. */
        NONE(""),
        /** Somebody or something has. */
        ANSWERED("a"),
        /** A person has. */
        PERSON("p"),
        /** A machine has. */
        MACHINE("m");

        private final String letter;

        Mark(String letter) {
            this.letter = letter;
        }

        private static Mark of(String letter) {
            for (Mark mark : values()) {
                if (mark.letter.equals(letter)) {
                    return mark;
                }
            }
            throw new IllegalArgumentException("not a mark");
        }
    }

    /**
     * A call of the engine's.
     *
     * @param assistant who is to talk on it; absent: nobody
     */
    record Outbound(
            CallId call, int attempt, Mark mark, @Nullable String assistant) implements CallTag {
        private static final Pattern ATTEMPT = Pattern.compile("[1-9][0-9]{0,8}");

        /** This tag with what is known now. */
        Outbound with(Mark known) {
            return new Outbound(call, attempt, known, assistant);
        }

        private static Outbound of(String[] parts) {
            if (!ATTEMPT.matcher(parts[3]).matches()) {
                throw new IllegalArgumentException("not an attempt");
            }
            return new Outbound(
                    CallId.parse(parts[2]),
                    Integer.parseInt(parts[3]),
                    Mark.of(parts[4]),
                    parts[5].isEmpty() ? null : plain(parts[5]));
        }

        @Override
        public String text() {
            return String.join(
                    ":",
                    "v1:c",
                    call.toString(),
                    Integer.toString(attempt),
                    mark.letter,
                    assistant == null ? "" : safe(assistant));
        }
    }

    /**
     * An agent who is rung.
     *
     * @param pressOne whether he takes the offer by pressing 1; else by picking up
     */
    record Agent(TenantId tenant, OfferId offer, AgentId agent, CallerId caller, boolean pressOne) implements CallTag {
        private static Agent of(String[] parts) {
            if (!parts[6].equals("1") && !parts[6].equals("p")) {
                throw new IllegalArgumentException("not a way of acceptance");
            }
            return new Agent(
                    new TenantId(plain(parts[2])),
                    OfferId.parse(parts[3]),
                    new AgentId(plain(parts[4])),
                    CallerId.parse(parts[5]),
                    parts[6].equals("1"));
        }

        @Override
        public String text() {
            return String.join(
                    ":",
                    "v1:a",
                    safe(tenant.value()),
                    offer.toString(),
                    safe(agent.value()),
                    caller.toString(),
                    pressOne ? "1" : "p");
        }
    }

    /**
     * A caller who is held.
     *
     * @param music what goes on when nothing is said; empty: the carrier's own
     */
    record Held(String music) implements CallTag {
        @Override
        public String text() {
            return "v1:h:" + safe(music);
        }
    }

    /** A caller who was joined with an agent: nothing is played to him any more. */
    record Joined(OfferId offer) implements CallTag {
        @Override
        public String text() {
            return "v1:b:" + offer;
        }
    }

    /** A line of whoever it is, to which what is being said now are the last words. */
    record LastWords() implements CallTag {
        @Override
        public String text() {
            return "v1:x:hangup";
        }
    }

    /** A caller of whom what ends now means nothing. */
    record Quiet() implements CallTag {
        @Override
        public String text() {
            return "v1:q";
        }
    }

    /** The longest client state that is looked at. */
    int MAX = 4096;

    /** Returns it as plain text. */
    String text();

    /** Returns it as the carrier keeps it. */
    default String clientState() {
        return Base64.getEncoder().encodeToString(text().getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a client state; null if there is none, or it is none of ours. */
    static @Nullable CallTag parse(@Nullable String clientState) {
        if (clientState == null || clientState.isEmpty() || clientState.length() > MAX) {
            return null;
        }
        try {
            String text = new String(Base64.getDecoder().decode(clientState), StandardCharsets.US_ASCII);
            String[] parts = text.split(":", -1);
            CallTag tag = parts.length > 1 && parts[0].equals("v1") ? read(parts) : null;
            // One text for one tag: what is spelt otherwise was not written here.
            return tag != null && tag.text().equals(text) ? tag : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable CallTag read(String[] parts) {
        return switch (parts[1] + parts.length) {
            case "c6" -> Outbound.of(parts);
            case "a7" -> Agent.of(parts);
            case "h3" -> new Held(plain(parts[2]));
            case "b3" -> new Joined(OfferId.parse(parts[2]));
            case "x3" -> new LastWords();
            case "q2" -> new Quiet();
            default -> null;
        };
    }

    private static String safe(String value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String safe) {
        return new String(Base64.getUrlDecoder().decode(safe), StandardCharsets.UTF_8);
    }
}
