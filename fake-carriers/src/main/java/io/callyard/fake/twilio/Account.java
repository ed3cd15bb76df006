package io.callyard.fake.twilio;

import io.callyard.fake.twilio.CallLog.Notice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account: its calls, and all that works on them. Used only in turns. */
final class Account {
    final Settings settings;
    final Turns turns;
    final Sids sids;
    final Webhooks webhooks;
    final Reports reports;
    final Legs legs;
    final CallStarts starts;
    final QueueBook queues;
    /** By id, oldest first. */
    final Map<String, TwilioCall> calls = new LinkedHashMap<>();

    Account(Settings settings) {
        this.settings = settings;
        this.turns = new Turns(settings.scheduler());
        this.sids = new Sids(settings.scheduler());
        this.webhooks = new Webhooks(settings, turns, sids);
        this.reports = new Reports(this);
        this.legs = new Legs(this);
        this.starts = new CallStarts(this);
        this.queues = new QueueBook(this);
    }

    /** Makes a call that does nothing yet. */
    TwilioCall newCall(String to, String from, String direction, @Nullable String parent) {
        TwilioCall call = new TwilioCall(turns, settings.accountSid(), sids.next("CA"), to, from, direction, parent);
        calls.put(call.sid, call);
        return call;
    }

    Optional<TwilioCall> call(String sid) {
        return Optional.ofNullable(calls.get(sid));
    }

    /** Notes an error that has to do with a call. */
    void error(TwilioCall call, int code, String text, String url) {
        note(call, code, false, text, url);
    }

    /** Notes a warning. */
    void warn(TwilioCall call, int code, String text, String url) {
        note(call, code, true, text, url);
    }

    private void note(TwilioCall call, int code, boolean warning, String text, String url) {
        call.note(new Notice(sids.next("NO"), code, warning, text, url, "POST", turns.now()));
    }
}
