package io.callyard.fake.twilio;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call that a {@code Dial} has made. */
final class ChildLeg implements LegOwner, ScriptOwner {
    private final DialLegs dial;
    private final Script parent;
    private final Element noun;
    private final TwilioCall call;
    private @Nullable Script screening;
    private boolean joined;
    private boolean gone;

    ChildLeg(DialLegs dial, Script parent, Element noun, String address, String callerId) {
        this.dial = dial;
        this.parent = parent;
        this.noun = noun;
        this.call = parent.account.newCall(address, callerId, "outbound-dial", parent.call.sid);
        call.owner = this;
        call.reporting = reporting();
    }

    /** Calls at once: such legs need no turn. */
    void begin(Duration timeout) {
        call.ringing = timeout;
        parent.account.legs.begin(call);
    }

    String sid() {
        return call.sid;
    }

    DialResult result(String status) {
        return new DialResult(status, call.sid, joined, joined ? call.talked() : Duration.ZERO);
    }

    void hangUp() {
        parent.account.legs.hangUp(call);
    }

    /** The call goes to a document of its own. */
    void elsewhere() {
        if (screening != null) {
            screening.stop();
        }
        parent.account.legs.part(call);
        call.owner = LegOwner.NOBODY;
        gone("completed");
    }

    @Override
    public void answered() {
        if (!dial.wins(this)) {
            hangUp();
            return;
        }
        call.activity = new Screening();
        String url = noun.attribute("url").map(parent::resolved).orElse(null);
        if (url == null) {
            ended();
            return;
        }
        Script script = new Script(parent.account, call, Mode.SCREEN, this);
        screening = script;
        script.fetch(url, noun.method("method"), Params.NONE);
    }

    @Override
    public void ended() {
        if (!call.isOver() && !gone) {
            joined = true;
            parent.account.legs.join(parent.call, call);
            dial.joined(this);
        }
    }

    @Override
    public void failed(int code, @Nullable String url) {
        hangUp();
    }

    @Override
    public void over() {
        gone(call.status.word());
    }

    private void gone(String status) {
        if (!gone) {
            gone = true;
            dial.gone(this, status);
        }
    }

    private @Nullable Reporting reporting() {
        String url = noun.attribute("statusCallback").map(parent::resolved).orElse(null);
        if (url == null) {
            return null;
        }
        Set<String> events = Arrays.stream(noun.attribute("statusCallbackEvent")
                        .orElse("completed")
                        .trim()
                        .split("\\s+"))
                .filter(Reporting.ALL::contains)
                .collect(Collectors.toSet());
        return new Reporting(url, noun.method("statusCallbackMethod"), events);
    }

    /** What happens on the called side, which is all before it is joined. */
    private final class Screening implements Activity {
        @Override
        public void key(char digit) {
            if (screening != null) {
                screening.key(digit);
            }
        }

        @Override
        public void over() {
            if (screening != null) {
                screening.stop();
            }
        }
    }
}
