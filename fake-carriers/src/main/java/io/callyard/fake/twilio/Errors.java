package io.callyard.fake.twilio;

import java.util.Map;

/** What the error codes mean, in few words. */
final class Errors {
    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(10004, "Call concurrency limit exceeded"),
            Map.entry(11100, "Invalid URL format"),
            Map.entry(11200, "HTTP retrieval failure"),
            Map.entry(11205, "HTTP connection failure"),
            Map.entry(12100, "Document parse failure"),
            Map.entry(12200, "Schema validation warning"),
            Map.entry(12300, "Invalid Content-Type"),
            Map.entry(13223, "Dial: Invalid phone number format"),
            Map.entry(14211, "Dial->Queue: Invalid url"),
            Map.entry(14212, "Queue name is missing"),
            Map.entry(14213, "Queue name is too long"),
            Map.entry(20001, "Parameter is invalid"),
            Map.entry(20003, "Authenticate"),
            Map.entry(20404, "The requested resource was not found"),
            Map.entry(20429, "Too Many Requests"),
            Map.entry(20500, "Internal Server Error"),
            Map.entry(21201, "No 'To' number is specified"),
            Map.entry(21205, "Url is not a valid URL"),
            Map.entry(21206, "SendDigits is invalid"),
            Map.entry(21208, "Timeout is invalid"),
            Map.entry(21209, "Method is invalid"),
            Map.entry(21210, "'From' phone number not verified"),
            Map.entry(21211, "Invalid 'To' Phone Number"),
            Map.entry(21212, "Invalid 'From' Number"),
            Map.entry(21213, "'From' phone number is required"),
            Map.entry(21214, "'To' phone number cannot be reached"),
            Map.entry(21215, "Account not authorized to call this number"),
            Map.entry(21216, "Account not allowed to call this number"),
            Map.entry(21217, "Phone number does not appear to be valid"),
            Map.entry(21218, "ApplicationSid is invalid"),
            Map.entry(21219, "'To' phone number not verified"),
            Map.entry(21220, "Call is not in-progress. Cannot redirect."),
            Map.entry(21234, "Machine detection settings are invalid"),
            Map.entry(21609, "Invalid StatusCallback"),
            Map.entry(21626, "Invalid StatusCallbackEvents"),
            Map.entry(22003, "A queue with this name exists"),
            Map.entry(22005, "Call queue is full"));

    private Errors() {}

    static String text(int code) {
        return TEXTS.getOrDefault(code, "Error " + code);
    }
}
