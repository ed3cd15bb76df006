package io.callyard.telephony.twilio;

import io.callyard.fake.twilio.FakeLine;
import io.callyard.fake.twilio.Heard;
import io.callyard.telephony.trials.Phone;
import java.util.List;
import java.util.Optional;

/** A {@link FakeLine}, as trials know it. */
record LinePhone(FakeLine line) implements Phone {
    @Override
    public String call() {
        return line.sid();
    }

    @Override
    public boolean isAnswered() {
        return line.status().equals("in-progress");
    }

    @Override
    public boolean isOver() {
        return line.isOver();
    }

    @Override
    public List<String> heard() {
        return line.heard().stream().map(Heard::what).toList();
    }

    @Override
    public Optional<String> talkingTo() {
        return line.talkingTo();
    }

    @Override
    public void press(char digit) {
        line.press(digit);
    }

    @Override
    public void hangUp() {
        line.hangUp();
    }
}
