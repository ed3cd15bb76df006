package io.callyard.fake.twilio;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.internal.Json;
import io.callyard.fake.twilio.TwilioQueue.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /Queues/…/Members}: who waits, and the taking out of one. */
final class MembersResource {
    private static final String FRONT = "Front";

    private final Account account;

    MembersResource(Account account) {
        this.account = account;
    }

    FakeResponse list(ApiRequest request) {
        TwilioQueue queue = queue(request);
        String path = CallJson.base(account) + "/Queues/" + queue.sid + "/Members.json";
        return Page.of(request, path, "queue_members")
                .answer(List.copyOf(queue.members), member -> member.call().sid, member -> json(queue, member));
    }

    FakeResponse fetch(ApiRequest request) {
        TwilioQueue queue = queue(request);
        Member member = member(queue, request.part(3)).orElseThrow(ApiException::notFound);
        return FakeResponse.json(200, Json.write(json(queue, member)));
    }

    /** The first who asks for a call gets it. Whoever comes later is refused, as the call is no member any more. */
    FakeResponse dequeue(ApiRequest request) {
        TwilioQueue queue = queue(request);
        Checks checks = new Checks(request.form());
        String url = checks.url("Url", 21205);
        String method = checks.method("Method");
        if (url == null) {
            throw ApiException.wrong(21205);
        }
        String sid = request.part(3);
        Member member = member(queue, sid)
                .orElseThrow(() -> queue.wasMember(sid) ? ApiException.wrong(21220) : ApiException.notFound());
        Map<String, @Nullable Object> json = json(queue, member);
        Redirects.redirect(account, member.call(), new Instructions(url, method, null, null, "POST"));
        return FakeResponse.json(200, Json.write(json));
    }

    private TwilioQueue queue(ApiRequest request) {
        return account.queues
                .withSid(request.part(1))
                .filter(queue -> request.part(2).equals("Members"))
                .orElseThrow(ApiException::notFound);
    }

    private static Optional<Member> member(TwilioQueue queue, String sid) {
        return sid.equals(FRONT) ? queue.members.stream().findFirst() : queue.member(sid);
    }

    private Map<String, @Nullable Object> json(TwilioQueue queue, Member member) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("call_sid", member.call().sid);
        json.put("queue_sid", queue.sid);
        json.put("position", queue.position(member.call().sid));
        json.put("wait_time", member.waited(account.turns.now()).toSeconds());
        json.put("date_enqueued", Dates.text(member.since()));
        json.put("uri", CallJson.base(account) + "/Queues/" + queue.sid + "/Members/" + member.call().sid + ".json");
        return json;
    }
}
