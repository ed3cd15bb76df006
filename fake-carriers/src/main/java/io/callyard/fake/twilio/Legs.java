package io.callyard.fake.twilio;

import io.callyard.fake.Party;
import io.callyard.fake.Party.KeyPress;
import io.callyard.fake.Party.Reaction;

/** The lives of legs, from the first sign to the end: the carrier's side of them, and what people do. */
final class Legs {
    private final Account account;

    Legs(Account account) {
        this.account = account;
    }

    /** Calls the other side. */
    void begin(TwilioCall call) {
        call.dials++;
        call.startedAt = account.turns.now();
        account.reports.initiated(call);
        Party party = account.settings.parties().apply(call.to);
        call.after(account.settings.setUpTime(), () -> ring(call, party));
    }

    private void ring(TwilioCall call, Party party) {
        if (party.reaction() == Reaction.UNREACHABLE) {
            end(call, CallStatus.FAILED, 404);
            return;
        }
        call.become(CallStatus.RINGING);
        account.reports.ringing(call);
        if (party.reaction() == Reaction.NO_ANSWER || party.after().compareTo(call.ringing) >= 0) {
            call.after(call.ringing, () -> {
                if (call.status == CallStatus.RINGING) {
                    end(call, CallStatus.NO_ANSWER, 487);
                }
            });
        } else {
            call.after(party.after(), () -> react(call, party));
        }
    }

    private void react(TwilioCall call, Party party) {
        switch (party.reaction()) {
            case BUSY -> end(call, CallStatus.BUSY, 486);
            // There is no status for it: the telephone network makes it one of two others.
            case REJECT -> end(call, CallStatus.BUSY, 603);
            default -> answer(call, party);
        }
    }

    /** Lets a call be answered, and the party do what it does from then on. */
    void answer(TwilioCall call, Party party) {
        call.become(CallStatus.IN_PROGRESS);
        call.answeredAt = account.turns.now();
        account.reports.answered(call);
        limit(call);
        if (party.talk().compareTo(Party.FOR_EVER) < 0) {
            call.after(party.talk(), () -> hangUp(call));
        }
        for (KeyPress press : party.presses()) {
            call.after(press.after(), () -> press(call, press.digit()));
        }
        Detector.begin(account, call, party);
        if (call.detection == null || call.detection.async()) {
            call.owner.answered();
        }
    }

    /** Ends a call when its time limit has passed; a later limit does not take back an earlier one. */
    void limit(TwilioCall call) {
        call.after(call.timeLimit.minus(call.talked()), () -> hangUp(call));
    }

    void press(TwilioCall call, char digit) {
        if (call.activity != null) {
            call.activity.key(digit);
        }
    }

    /** Ends a call in the way that fits how far it has come. */
    void hangUp(TwilioCall call) {
        if (call.isOver()) {
            return;
        }
        if (call.status == CallStatus.IN_PROGRESS) {
            end(call, CallStatus.COMPLETED, 200);
        } else {
            end(call, CallStatus.CANCELED, 487);
        }
    }

    /** The person hangs up: one who calls gives up, one who is called declines. */
    void farEndHangsUp(TwilioCall call) {
        if (call.status == CallStatus.RINGING) {
            end(call, call.isInbound() ? CallStatus.NO_ANSWER : CallStatus.BUSY, call.isInbound() ? 487 : 603);
        } else {
            hangUp(call);
        }
    }

    /** Ends a call. Nothing happens if it is over. */
    void end(TwilioCall call, CallStatus status, int sipCode) {
        if (call.isOver()) {
            return;
        }
        call.become(status);
        call.sipCode = sipCode;
        call.endedAt = account.turns.now();
        call.cancelTimers();
        Activity activity = call.activity;
        call.activity = null;
        part(call);
        if (activity != null) {
            activity.over();
        }
        account.reports.over(call);
        call.owner.over();
    }

    /** Lets two calls hear each other. */
    void join(TwilioCall one, TwilioCall other) {
        part(one);
        part(other);
        one.other = other;
        other.other = one;
    }

    /** Lets a call hear no other. */
    void part(TwilioCall call) {
        TwilioCall other = call.other;
        if (other != null) {
            other.other = null;
            call.other = null;
        }
    }
}
