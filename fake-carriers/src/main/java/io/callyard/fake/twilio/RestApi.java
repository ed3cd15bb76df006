package io.callyard.fake.twilio;

import io.callyard.fake.FakeRequest;
import io.callyard.fake.FakeResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers requests to the API: who may, and who sees to it. Used in turns. */
final class RestApi {
    private final Account account;
    private final CallsResource calls;
    private final CallLogsResource logs;
    private final QueuesResource queues;
    private final MembersResource members;
    private final NumbersResource numbers;

    RestApi(Account account) {
        this.account = account;
        this.calls = new CallsResource(account);
        this.logs = new CallLogsResource(account);
        this.queues = new QueuesResource(account);
        this.members = new MembersResource(account);
        this.numbers = new NumbersResource(account);
    }

    FakeResponse answer(FakeRequest http) {
        FakeResponse answer;
        try {
            answer = answered(http);
        } catch (ApiException e) {
            answer = e.answer();
        } catch (IllegalArgumentException e) {
            answer = ApiException.answer(400, 20001);
        }
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("twilio-request-id", account.sids.next("RQ"));
        headers.put("twilio-concurrent-requests", "1");
        return new FakeResponse(answer.status(), headers, answer.body());
    }

    private FakeResponse answered(FakeRequest http) {
        if (!isAuthorized(http)) {
            throw new ApiException(401, 20003);
        }
        ApiRequest request = ApiRequest.of(http);
        if (request.path().isEmpty()) {
            throw ApiException.notFound();
        }
        if (!request.account().equals(account.settings.accountSid())) {
            throw new ApiException(401, 20003);
        }
        String route =
                request.method() + " " + request.part(0) + "/" + (request.path().size() - 1);
        return switch (route) {
            case "POST Calls/0" -> calls.create(request);
            case "GET Calls/0" -> calls.list(request);
            case "GET Calls/1" -> calls.fetch(request);
            case "POST Calls/1" -> calls.update(request);
            case "DELETE Calls/1" -> calls.delete(request);
            case "GET Calls/2" -> logs.list(request);
            case "POST Queues/0" -> queues.create(request);
            case "GET Queues/0" -> queues.list(request);
            case "GET Queues/1" -> queues.fetch(request);
            case "POST Queues/1" -> queues.update(request);
            case "DELETE Queues/1" -> queues.delete(request);
            case "GET Queues/2" -> members.list(request);
            case "GET Queues/3" -> members.fetch(request);
            case "POST Queues/3" -> members.dequeue(request);
            case "GET IncomingPhoneNumbers/0" -> numbers.list(request);
            default -> throw ApiException.notFound();
        };
    }

    private boolean isAuthorized(FakeRequest request) {
        String header = request.header("authorization").orElse("");
        return account.settings.keys().entrySet().stream()
                .map(user -> user.getKey() + ":" + user.getValue())
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
                .anyMatch(header::equals);
    }
}
