package io.callyard.fake.twilio;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call as the API tells of it. */
final class CallJson {
    private CallJson() {}

    /** Returns the path of all that an account has. */
    static String base(Account account) {
        return "/2010-04-01/Accounts/" + account.settings.accountSid();
    }

    /** Returns it as the answer to its making has it, when nothing has a date yet. */
    static Map<String, @Nullable Object> ofNew(Account account, TwilioCall call) {
        Map<String, @Nullable Object> json = of(account, call);
        json.put("date_created", null);
        json.put("date_updated", null);
        return json;
    }

    static Map<String, @Nullable Object> of(Account account, TwilioCall call) {
        String uri = base(account) + "/Calls/" + call.sid;
        CallStatus shown = call.statusAt(account.turns.now().minus(account.settings.statusLag()));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sid", call.sid);
        json.put("account_sid", account.settings.accountSid());
        json.put("parent_call_sid", call.parent);
        json.put("phone_number_sid", call.phoneNumberSid);
        json.put("to", call.to);
        json.put("to_formatted", formatted(call.to));
        json.put("from", call.from);
        json.put("from_formatted", formatted(call.from));
        json.put("status", shown.word());
        json.put("direction", call.direction);
        json.put("answered_by", call.answeredBy);
        json.put("api_version", "2010-04-01");
        json.put("caller_name", null);
        json.put("forwarded_from", null);
        json.put("group_sid", null);
        json.put("trunk_sid", null);
        json.put("queue_time", Long.toString(call.queueTime.toMillis()));
        json.put("price", null);
        json.put("price_unit", "USD");
        json.put("duration", shown.isOver() ? Long.toString(call.talked().toSeconds()) : null);
        json.put("start_time", Dates.textOrNull(call.startedAt));
        json.put("end_time", shown.isOver() ? Dates.textOrNull(call.endedAt) : null);
        json.put("date_created", Dates.text(call.createdAt));
        json.put("date_updated", Dates.text(call.updatedAt()));
        json.put("uri", uri + ".json");
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("events", uri + "/Events.json");
        more.put("notifications", uri + "/Notifications.json");
        more.put("recordings", uri + "/Recordings.json");
        json.put("subresource_uris", more);
        return json;
    }

    private static String formatted(String address) {
        return address.matches("\\+1\\d{10}")
                ? "(" + address.substring(2, 5) + ") " + address.substring(5, 8) + "-" + address.substring(8)
                : address;
    }
}
