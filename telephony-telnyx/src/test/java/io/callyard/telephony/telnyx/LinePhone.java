package io.callyard.telephony.telnyx;

import io.callyard.fake.telnyx.CallSnapshot;
import io.callyard.fake.telnyx.FakeLine;
import io.callyard.fake.telnyx.Heard;
import io.callyard.telephony.trials.Phone;
import java.util.List;
import java.util.Optional;

/** A {@link FakeLine}, as trials know it. */
record LinePhone(FakeLine line) implements Phone {
    @Override
    public String call() {
        return line.callControlId();
    }

    @Override
    public boolean isAnswered() {
        return line.state() == CallSnapshot.State.ANSWERED;
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
