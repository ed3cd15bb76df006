package io.callyard.fake.twilio;

import io.callyard.fake.FakeResponse;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /IncomingPhoneNumbers}: the account's numbers, to be read. */
final class NumbersResource {
    private final Account account;

    NumbersResource(Account account) {
        this.account = account;
    }

    /** The filter takes parts of numbers. */
    FakeResponse list(ApiRequest request) {
        String wanted = new Checks(request.query()).text("PhoneNumber");
        List<Map.Entry<String, Settings.OwnNumber>> numbers = account.settings.numbers().entrySet().stream()
                .filter(number -> wanted == null || number.getKey().contains(wanted))
                .sorted(Comparator.comparing(number -> number.getValue().sid()))
                .toList();
        return Page.of(request, CallJson.base(account) + "/IncomingPhoneNumbers.json", "incoming_phone_numbers")
                .answer(numbers, number -> number.getValue().sid(), this::json);
    }

    private Map<String, @Nullable Object> json(Map.Entry<String, Settings.OwnNumber> number) {
        Settings.OwnNumber own = number.getValue();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("sid", own.sid());
        json.put("account_sid", account.settings.accountSid());
        json.put("phone_number", number.getKey());
        json.put("friendly_name", number.getKey());
        json.put("capabilities", Map.of("voice", true));
        json.put("voice_receive_mode", "voice");
        json.put("voice_url", own.voiceUrl());
        json.put("voice_method", "POST");
        json.put("voice_application_sid", "");
        json.put("trunk_sid", null);
        json.put("status_callback", own.statusCallback() == null ? "" : own.statusCallback());
        json.put("status_callback_method", "POST");
        json.put("uri", CallJson.base(account) + "/IncomingPhoneNumbers/" + own.sid() + ".json");
        return json;
    }
}
