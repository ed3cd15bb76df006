package io.callyard.fake.twilio;

import io.callyard.fake.FakeResponse;
import io.callyard.fake.twilio.CallLog.Exchange;
import io.callyard.fake.twilio.CallLog.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /Calls/…/Events} and {@code /Calls/…/Notifications}: what was said about a call, and what was wrong with it. */
final class CallLogsResource {
    private final Account account;

    CallLogsResource(Account account) {
        this.account = account;
    }

    FakeResponse list(ApiRequest request) {
        TwilioCall call = account.call(request.part(1))
                .filter(found -> !account.turns.now().isBefore(found.createdAt.plus(account.settings.listingLag())))
                .orElseThrow(ApiException::notFound);
        String path = CallJson.base(account) + "/Calls/" + call.sid;
        return switch (request.part(2)) {
            case "Events" -> events(request, path, call);
            case "Notifications" -> notifications(request, path, call);
            default -> throw ApiException.notFound();
        };
    }

    private static FakeResponse events(ApiRequest request, String path, TwilioCall call) {
        List<Exchange> all = call.log.exchanges();
        return Page.of(request, path + "/Events.json", "events")
                .answer(all, one -> Integer.toString(all.indexOf(one)), CallLogsResource::event);
    }

    private FakeResponse notifications(ApiRequest request, String path, TwilioCall call) {
        String log = request.query().first("Log").orElse("");
        List<Notice> wanted = call.log.notices().stream()
                .filter(notice -> log.isEmpty() || log.equals(level(notice)))
                .toList();
        return Page.of(request, path + "/Notifications.json", "notifications")
                .answer(wanted, Notice::sid, notice -> notification(call, notice));
    }

    private static Map<String, @Nullable Object> event(Exchange exchange) {
        Map<String, @Nullable Object> asked = new LinkedHashMap<>();
        asked.put("method", exchange.method);
        asked.put("url", exchange.url);
        asked.put("parameters", exchange.params.asMap());
        Map<String, @Nullable Object> answered = new LinkedHashMap<>();
        answered.put("response_code", exchange.responseCode == 0 ? null : exchange.responseCode);
        answered.put("request_duration", exchange.millis);
        answered.put("content_type", exchange.contentType);
        answered.put("response_body", exchange.responseBody);
        answered.put("date_created", Dates.text(exchange.at));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("request", asked);
        json.put("response", answered);
        return json;
    }

    private Map<String, @Nullable Object> notification(TwilioCall call, Notice notice) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sid", notice.sid());
        json.put("account_sid", account.settings.accountSid());
        json.put("call_sid", call.sid);
        json.put("api_version", "2010-04-01");
        json.put("error_code", Integer.toString(notice.code()));
        json.put("log", level(notice));
        json.put("message_text", notice.text());
        json.put("message_date", Dates.text(notice.at()));
        json.put("more_info", "https://www.twilio.com/docs/errors/" + notice.code());
        json.put("request_method", notice.method());
        json.put("request_url", notice.url());
        json.put("date_created", Dates.text(notice.at()));
        json.put("date_updated", Dates.text(notice.at()));
        json.put("uri", CallJson.base(account) + "/Calls/" + call.sid + "/Notifications/" + notice.sid() + ".json");
        return json;
    }

    private static String level(Notice notice) {
        return notice.warning() ? "1" : "0";
    }
}
