package io.callyard.fake.twilio;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.internal.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /Queues}. */
final class QueuesResource {
    private static final int LARGEST = 5000;

    private final Account account;

    QueuesResource(Account account) {
        this.account = account;
    }

    FakeResponse create(ApiRequest request) {
        String name = name(request);
        if (name == null) {
            throw ApiException.wrong(20001);
        }
        int size = size(request, account.settings.queueSize());
        if (account.queues.named(name).isPresent()) {
            throw ApiException.wrong(22003);
        }
        return FakeResponse.json(201, Json.write(json(account.queues.create(name, size))));
    }

    FakeResponse list(ApiRequest request) {
        return Page.of(request, CallJson.base(account) + "/Queues.json", "queues")
                .answer(account.queues.all(), queue -> queue.sid, this::json);
    }

    FakeResponse fetch(ApiRequest request) {
        return FakeResponse.json(200, Json.write(json(queue(request))));
    }

    FakeResponse update(ApiRequest request) {
        TwilioQueue queue = queue(request);
        String name = name(request);
        if (name != null
                && account.queues
                        .named(name)
                        .filter(other -> !other.equals(queue))
                        .isPresent()) {
            throw ApiException.wrong(22003);
        }
        queue.maxSize = size(request, queue.maxSize);
        if (name != null) {
            account.queues.rename(queue, name);
        }
        queue.updatedAt = account.turns.now();
        return FakeResponse.json(200, Json.write(json(queue)));
    }

    FakeResponse delete(ApiRequest request) {
        TwilioQueue queue = queue(request);
        if (!queue.members.isEmpty()) {
            throw ApiException.wrong(20001);
        }
        account.queues.remove(queue);
        return FakeResponse.empty(204);
    }

    private TwilioQueue queue(ApiRequest request) {
        return account.queues.withSid(request.part(1)).orElseThrow(ApiException::notFound);
    }

    private static @Nullable String name(ApiRequest request) {
        Checks checks = new Checks(request.form());
        checks.matches("FriendlyName", "(?s).{1,64}", 20001);
        return checks.text("FriendlyName");
    }

    private static int size(ApiRequest request, int unsaid) {
        return new Checks(request.form()).number("MaxSize", unsaid, 1, LARGEST, 20001);
    }

    private Map<String, @Nullable Object> json(TwilioQueue queue) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sid", queue.sid);
        json.put("account_sid", account.settings.accountSid());
        json.put("friendly_name", queue.name);
        json.put("current_size", queue.members.size());
        json.put("max_size", queue.maxSize);
        json.put("average_wait_time", queue.averageWait(account.turns.now()));
        json.put("date_created", Dates.text(queue.createdAt));
        json.put("date_updated", Dates.text(queue.updatedAt));
        json.put("uri", CallJson.base(account) + "/Queues/" + queue.sid + ".json");
        return json;
    }
}
