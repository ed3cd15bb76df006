package io.callyard.fake.twilio;

import io.callyard.fake.Party;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The documents that a call runs, one after another, and what happens when there is no next one. */
final class CallFlow implements Activity, LegOwner, ScriptOwner {
    /** As measured: until a verb that was cut short is told of, and until the new document is asked for. */
    private static final Duration FAREWELL = Duration.ofMillis(300);

    private static final Duration NEW_DOCUMENT = Duration.ofMillis(700);
    private static final Duration APOLOGY = Duration.ofSeconds(4);

    private final Account account;
    private final TwilioCall call;
    private final Party caller;
    private Instructions instructions;
    private Script script;
    private boolean fellBack;
    /** Counts what it was told to do, so that what was begun for something earlier can be dropped. */
    private int orders;

    /**
     * Makes one.
     *
     * @param caller who has called, if it is he who has; of no account otherwise
     */
    CallFlow(Account account, TwilioCall call, Instructions instructions, Party caller) {
        this.account = account;
        this.call = call;
        this.instructions = instructions;
        this.caller = caller;
        this.script = new Script(account, call, Mode.CALL, this);
    }

    /** Begins with the first document. */
    void begin() {
        call.activity = this;
        fellBack = false;
        script = new Script(account, call, Mode.CALL, this);
        if (instructions.url() != null) {
            script.fetch(instructions.url(), instructions.method(), Params.NONE);
        } else {
            script.run(instructions.twiml() == null ? "<Response/>" : instructions.twiml());
        }
    }

    /** Leaves what runs, and goes on with something else. What was left is told of first. */
    void redirect(Instructions to) {
        Farewell farewell = script.cut(Cut.ELSEWHERE);
        if (farewell != null) {
            call.after(FAREWELL, farewell::send);
        }
        beginLater(to);
    }

    /** Goes on with something else, a little later. */
    void beginLater(Instructions to) {
        call.activity = this;
        instructions = to;
        unlessNewOrders(NEW_DOCUMENT, ++orders, this::begin);
    }

    @Override
    public void answered() {
        begin();
    }

    @Override
    public void key(char digit) {
        script.key(digit);
    }

    /** Told twice, as the call's activity and as its owner: the second time nothing runs any more. */
    @Override
    public void over() {
        Farewell farewell = script.cut(Cut.OVER);
        if (farewell != null) {
            farewell.send();
        }
    }

    @Override
    public boolean ready(Element document) {
        if (!call.isInbound() || call.status != CallStatus.RINGING) {
            return true;
        }
        Element first =
                document.children().isEmpty() ? null : document.children().get(0);
        if (first != null && first.name().equals("Reject")) {
            boolean busy = first.attribute("reason").orElse("rejected").equals("busy");
            account.legs.end(call, busy ? CallStatus.BUSY : CallStatus.NO_ANSWER, busy ? 486 : 603);
            return false;
        }
        account.legs.answer(call, caller);
        return !call.isOver();
    }

    @Override
    public void ended() {
        account.legs.hangUp(call);
    }

    @Override
    public void failed(int code, @Nullable String url) {
        if (instructions.fallbackUrl() != null && !fellBack) {
            fellBack = true;
            Params error =
                    Params.NONE.with("ErrorCode", Integer.toString(code)).with("ErrorUrl", url == null ? "" : url);
            script = new Script(account, call, Mode.CALL, this);
            script.fetch(instructions.fallbackUrl(), instructions.fallbackMethod(), error);
            return;
        }
        if (call.status == CallStatus.RINGING) {
            account.legs.answer(call, caller);
        }
        call.hear("An application error has occurred. Goodbye.");
        unlessNewOrders(APOLOGY, orders, () -> account.legs.hangUp(call));
    }

    private void unlessNewOrders(Duration delay, int order, Runnable task) {
        call.after(delay, () -> {
            if (orders == order) {
                task.run();
            }
        });
    }
}
