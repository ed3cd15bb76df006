package io.callyard.fake.twilio;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code Record}: records until a key, the length limit, or the end of the call. Whoever is on the line is taken to
 * speak all the time.
 */
final class RecordStep extends Step {
    private final Instant begun;
    private final String finish;

    RecordStep(Script script, Element verb) {
        super(script, verb);
        this.begun = script.account.turns.now();
        this.finish = verb.attribute("finishOnKey").orElse("1234567890*#");
    }

    @Override
    void begin() {
        script.after(Duration.ofSeconds(verb.number("maxLength", 3600)), this, () -> finish(""));
    }

    @Override
    void key(char digit) {
        if (finish.indexOf(digit) >= 0) {
            finish(Character.toString(digit));
        }
    }

    @Override
    @Nullable
    Farewell cut(Cut why) {
        Params params = script.params(result(why == Cut.OVER ? "hangup" : ""));
        return () -> script.ask(verb.attribute("action").orElse(""), verb.method("method"), params);
    }

    private void finish(String key) {
        script.fetch(verb.attribute("action").orElse(""), verb.method("method"), result(key));
    }

    private Params result(String key) {
        String sid = script.account.sids.next("RE");
        long seconds = Duration.between(begun, script.account.turns.now()).toSeconds();
        return Params.NONE
                .with("RecordingSid", sid)
                .with(
                        "RecordingUrl",
                        "https://api.twilio.com/2010-04-01/Accounts/" + script.account.settings.accountSid()
                                + "/Recordings/" + sid)
                .with("RecordingDuration", Long.toString(seconds))
                .with("Digits", key);
    }
}
