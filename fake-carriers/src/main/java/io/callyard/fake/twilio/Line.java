package io.callyard.fake.twilio;

import java.util.List;
import java.util.Optional;

/** The far end of a call. */
final class Line implements FakeLine {
    private final Account account;
    private final TwilioCall call;

    Line(Account account, TwilioCall call) {
        this.account = account;
        this.call = call;
    }

    @Override
    public String sid() {
        return call.sid;
    }

    @Override
    public String from() {
        return call.from;
    }

    @Override
    public String to() {
        return call.to;
    }

    @Override
    public String status() {
        return account.turns.ask(() -> call.status.word());
    }

    @Override
    public void press(char digit) {
        if ("0123456789*#".indexOf(digit) < 0) {
            throw new IllegalArgumentException("no such key");
        }
        account.turns.run(() -> account.legs.press(call, digit));
    }

    @Override
    public void hangUp() {
        account.turns.run(() -> account.legs.farEndHangsUp(call));
    }

    @Override
    public List<Heard> heard() {
        return account.turns.ask(() -> List.copyOf(call.heard));
    }

    @Override
    public Optional<String> talkingTo() {
        return account.turns.ask(() -> Optional.ofNullable(call.other).map(other -> other.sid));
    }

    @Override
    public boolean isOver() {
        return account.turns.ask(call::isOver);
    }
}
