package io.callyard.telephony.telnyx;

import java.util.Set;

/**
 * What the carrier's error codes mean.
 *
 * <p><b>Source.</b> The vendor's lists of API errors and of response codes ({@code D1} and so on).
 */
final class ErrorTable {
    /** What a refusal means. */
    enum Kind {
        /** The called number is none, or may not be called. */
        NUMBER,
        /** The account, the connection or our own numbers are not set up, or its limit of calls is reached. */
        ACCOUNT,
        /** Too many requests: later. */
        TOO_MANY,
        /** The call is over, or never was. */
        OVER,
        /** The call is not in the state for it: not answered yet, or already. */
        STATE,
        /** It is so already. */
        ALREADY,
        /** Anything else: the request is not right. */
        OTHER
    }

    /** Codes about the called number alone: not valid, not in the service plan, not in a country that is allowed. */
    private static final Set<String> NUMBER = Set.of("10016", "D11", "D12", "D13");

    private static final Set<String> OVER = Set.of("90018", "10005", "10006");
    private static final Set<String> STATE = Set.of("90019", "90034");
    private static final Set<String> ALREADY = Set.of("90061", "90038");
    private static final Set<String> OUR_FIELDS = Set.of("/connection_id", "/from", "/webhook_url");

    private ErrorTable() {}

    /** Returns what the refusal of a command to a call means. */
    static Kind ofCommand(Reply.Refused refused) {
        if (OVER.contains(refused.code()) || refused.status() == 404) {
            return Kind.OVER;
        }
        if (STATE.contains(refused.code())) {
            return Kind.STATE;
        }
        return ALREADY.contains(refused.code()) ? Kind.ALREADY : general(refused);
    }

    /** Returns what the refusal of a new call means. */
    static Kind ofDial(Reply.Refused refused) {
        // A number of ours that is wrong must not cost every person on a list his call.
        if (OUR_FIELDS.contains(refused.pointer()) || refused.status() == 404 || isNotTheCarriers(refused)) {
            return Kind.ACCOUNT;
        }
        return NUMBER.contains(refused.code()) ? Kind.NUMBER : general(refused);
    }

    /** Something in between has answered: that says nothing about the person. */
    private static boolean isNotTheCarriers(Reply.Refused refused) {
        return refused.code().isEmpty() && !Set.of(400, 422, 429).contains(refused.status());
    }

    private static Kind general(Reply.Refused refused) {
        return switch (refused.status()) {
            case 401, 402, 403 -> Kind.ACCOUNT;
            case 429 -> Kind.TOO_MANY;
            default -> Kind.OTHER;
        };
    }

    /** Puts a refusal into words, without those of the carrier, which repeat phone numbers. */
    static String words(Kind kind, Reply.Refused refused) {
        return switch (kind) {
            case NUMBER -> "the number cannot be called";
            case ACCOUNT -> "the account does not allow it";
            case TOO_MANY -> "too many requests";
            case OVER -> "the call is over";
            case STATE -> "the call is not in the state for it";
            case ALREADY -> "it is so already";
            case OTHER -> "refused with status " + refused.status();
        };
    }
}
