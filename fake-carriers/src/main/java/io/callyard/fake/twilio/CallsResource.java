package io.callyard.fake.twilio;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.Party;
import io.callyard.fake.internal.Json;
import io.callyard.fake.twilio.CallLog.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /Calls}: makes calls, tells of them, steers them. */
final class CallsResource {
    private final Account account;

    CallsResource(Account account) {
        this.account = account;
    }

    FakeResponse create(ApiRequest request) {
        CallOrder order = CallOrder.of(request.form());
        allow(order);
        TwilioCall call = account.newCall(order.to(), order.from(), "outbound-api", null);
        call.instructions = order.instructions();
        call.reporting = order.reporting();
        call.detection = order.detection();
        call.ringing = order.ringing();
        call.timeLimit = order.timeLimit();
        call.owner = new CallFlow(account, call, order.instructions(), Party.answering(Duration.ZERO, Duration.ZERO));
        String url = "https://api.twilio.com" + CallJson.base(account) + "/Calls.json";
        Exchange made = new Exchange("POST", url, request.form(), account.turns.now());
        made.responseCode = 201;
        made.contentType = "application/json";
        call.log.add(made);
        if (!order.eventsUnderstood()) {
            account.warn(call, 21626, Errors.text(21626), url);
        }
        account.starts.add(call);
        made.responseBody = Json.write(CallJson.ofNew(account, call));
        return FakeResponse.json(201, made.responseBody);
    }

    FakeResponse list(ApiRequest request) {
        CallFilter filter = CallFilter.of(request.query());
        List<TwilioCall> found = new ArrayList<>();
        for (TwilioCall call : account.calls.values()) {
            if (isListed(call) && filter.test(call)) {
                found.add(call);
            }
        }
        // Newest first.
        Collections.reverse(found);
        return Page.of(request, CallJson.base(account) + "/Calls.json", "calls")
                .answer(found, call -> call.sid, call -> CallJson.of(account, call));
    }

    FakeResponse fetch(ApiRequest request) {
        return FakeResponse.json(200, Json.write(CallJson.of(account, listed(request.part(1)))));
    }

    FakeResponse update(ApiRequest request) {
        TwilioCall call = account.call(request.part(1)).orElseThrow(ApiException::notFound);
        CallUpdate.of(request.form()).apply(account, call);
        return FakeResponse.json(200, Json.write(CallJson.of(account, call)));
    }

    FakeResponse delete(ApiRequest request) {
        TwilioCall call = listed(request.part(1));
        if (!call.isOver()) {
            throw ApiException.wrong(21220);
        }
        account.calls.remove(call.sid);
        return FakeResponse.empty(204);
    }

    private void allow(CallOrder order) {
        Set<String> callerIds = account.settings.callerIds();
        if (!callerIds.isEmpty() && !callerIds.contains(order.from())) {
            throw ApiException.wrong(21210);
        }
        Optional<Integer> refusal = account.settings.refusals().apply(order.to());
        if (refusal.isPresent()) {
            throw new ApiException(refusal.get() == 10004 ? 429 : 400, refusal.get());
        }
        if (account.settings.maxConcurrentCalls() < Integer.MAX_VALUE
                && living() >= account.settings.maxConcurrentCalls()) {
            throw new ApiException(429, 10004);
        }
    }

    private long living() {
        return account.calls.values().stream()
                .filter(call -> !call.isOver() && call.direction.equals("outbound-api"))
                .count();
    }

    private TwilioCall listed(String sid) {
        return account.call(sid).filter(this::isListed).orElseThrow(ApiException::notFound);
    }

    private boolean isListed(TwilioCall call) {
        return !account.turns.now().isBefore(call.createdAt.plus(account.settings.listingLag()));
    }
}
