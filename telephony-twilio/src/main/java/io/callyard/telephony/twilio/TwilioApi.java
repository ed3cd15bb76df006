package io.callyard.telephony.twilio;

import io.callyard.telephony.http.CarrierHttp;
import io.callyard.telephony.http.Counts;
import io.callyard.telephony.http.HttpOutcome;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's REST API, as far as it is used here. Every request is sent once; whether it may be sent again is for whoever
 * asks to know.
 *
 * <p><b>Threads.</b> Safe for many threads. No stage fails.
 */
final class TwilioApi {
    private static final String VERSION = "/2010-04-01";

    private final CarrierHttp http;
    private final String host;
    private final String account;
    private final String authorization;
    private final Duration timeout;
    private final Counts counts;

    /** Speaks for one account. */
    TwilioApi(CarrierHttp http, Access access, Counts counts) {
        this.http = http;
        this.counts = counts;
        host = access.host();
        account = VERSION + "/Accounts/" + access.accountSid();
        byte[] login = (access.user() + ":" + access.secret()).getBytes(StandardCharsets.UTF_8);
        authorization = "Basic " + Base64.getEncoder().encodeToString(login);
        timeout = access.timeout();
    }

    /** A name and its value in a form; one name may be there several times. */
    record Parameter(String name, String value) {
        /** Leaves the value out of it: it may be a phone number. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** Makes a call. Never to be sent again unless it provably had no effect. */
    CompletionStage<HttpOutcome> createCall(List<Parameter> form) {
        return post(account + "/Calls.json", form);
    }

    /** Changes a call: ends it, or gives it another document. */
    CompletionStage<HttpOutcome> updateCall(String sid, List<Parameter> form) {
        return post(callPath(sid) + ".json", form);
    }

    /** Ends a call. */
    CompletionStage<HttpOutcome> endCall(String sid) {
        return updateCall(sid, List.of(new Parameter("Status", "completed")));
    }

    /** Returns a call. */
    CompletionStage<HttpOutcome> fetchCall(String sid) {
        return send(request(callPath(sid) + ".json").GET());
    }

    /** Lists calls. */
    CompletionStage<HttpOutcome> listCalls(List<Parameter> filter) {
        return send(request(account + "/Calls.json?" + encoded(filter)).GET());
    }

    /** Lists what Twilio has recorded about a call: the request that made it, and each webhook. */
    CompletionStage<HttpOutcome> listEvents(String sid) {
        return send(request(callPath(sid) + "/Events.json?PageSize=50").GET());
    }

    /** Deletes a queue. */
    CompletionStage<HttpOutcome> deleteQueue(String sid) {
        return send(request(account + "/Queues/" + Form.encode(sid) + ".json").DELETE());
    }

    /**
     * Follows the link to the next page of a list.
     *
     * @param path as Twilio gave it; one that leads anywhere else is not followed
     */
    CompletionStage<HttpOutcome> nextPage(String path) {
        if (!path.startsWith(account + "/")) {
            return CompletableFuture.completedStage(new HttpOutcome.NotSent("the next page is somewhere else"));
        }
        try {
            return send(request(path).GET());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedStage(new HttpOutcome.NotSent("the next page has no address"));
        }
    }

    /** Returns Twilio's code for an error; null if there is none. */
    static @Nullable Integer errorCode(HttpOutcome.Answered answer) {
        String code = answer.json().map(body -> body.text("code")).orElse(null);
        return code != null && code.matches("[0-9]{1,6}") ? Integer.valueOf(code) : null;
    }

    /** Returns whether an answer says that a call is not in a state for what was asked, or is not there at all. */
    static boolean isWrongState(HttpOutcome outcome) {
        return outcome instanceof HttpOutcome.Answered answer
                && (answer.status() == 404
                        || answer.status() == 400
                                && Integer.valueOf(ErrorTable.WRONG_STATE).equals(errorCode(answer)));
    }

    /** Returns the status of the call in an answer; empty if it cannot be told. */
    static String statusIn(HttpOutcome outcome) {
        return outcome instanceof HttpOutcome.Answered answer && answer.isSuccess()
                ? answer.json().map(call -> call.text("status", "")).orElse("")
                : "";
    }

    /** Says what came of a request, in words without phone numbers. */
    static String describe(HttpOutcome outcome) {
        if (outcome instanceof HttpOutcome.Answered answer) {
            Integer code = errorCode(answer);
            return "HTTP status " + answer.status() + (code == null ? "" : ", code " + code);
        }
        return outcome instanceof HttpOutcome.NotSent notSent
                ? "not sent: " + notSent.why()
                : ((HttpOutcome.Unclear) outcome).why();
    }

    private String callPath(String sid) {
        return account + "/Calls/" + Form.encode(sid);
    }

    private CompletionStage<HttpOutcome> post(String path, List<Parameter> form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(host + path))
                .timeout(timeout)
                .header("Authorization", authorization)
                .header("Accept", "application/json");
    }

    private CompletionStage<HttpOutcome> send(HttpRequest.Builder request) {
        return http.send(request.build()).thenApply(outcome -> {
            counts.add("api: " + kind(outcome));
            return outcome;
        });
    }

    private static String kind(HttpOutcome outcome) {
        return outcome instanceof HttpOutcome.Answered answer && answer.isSuccess() ? "success" : describe(outcome);
    }

    private static String encoded(List<Parameter> parameters) {
        return parameters.stream()
                .map(each -> Form.encode(each.name()) + "=" + Form.encode(each.value()))
                .collect(Collectors.joining("&"));
    }

    /** Says for which account, nothing else. */
    @Override
    public String toString() {
        return "TwilioApi[" + account + "]";
    }
}
