package io.callyard.fake.twilio;

import java.util.regex.Pattern;

/** Whom can be called. */
final class Addresses {
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{7,14}");
    private static final Pattern CLIENT = Pattern.compile("client:[^\\s,]{1,256}");
    private static final Pattern SIP = Pattern.compile("sips?:[^\\s,@]+@[^\\s,]+");

    private Addresses() {}

    static boolean isNumber(String address) {
        return NUMBER.matcher(address).matches();
    }

    static boolean isClient(String address) {
        return CLIENT.matcher(address).matches();
    }

    static boolean isCallable(String address) {
        return isNumber(address) || isClient(address) || SIP.matcher(address).matches();
    }

    /** Returns the address that a noun of a {@code Dial} names. */
    static String of(Element noun) {
        String text = noun.text();
        return noun.name().equals("Client") && !text.startsWith("client:") ? "client:" + text : text;
    }
}
