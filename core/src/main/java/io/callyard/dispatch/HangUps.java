package io.callyard.dispatch;

import io.callyard.event.CallEvent;
import io.callyard.event.LoggedEvent;
import io.callyard.model.Attempt;
import io.callyard.model.Call;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.spi.carrier.Carrier;
import io.callyard.spi.store.Changed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks carriers to end calls: those that somebody wants ended, and those that should not exist.
 *
 * <p>Whether the carrier does it is learnt from its report. If that never comes, the reconciler asks
 * after the call.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
public final class HangUps {
    private static final Logger log = LoggerFactory.getLogger(HangUps.class);
    private final Accounts accounts;

    /** Asks the carriers of {@code accounts}. */
    public HangUps(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Ends at the carrier what a change shows should end. */
    void afterChange(Changed changed) {
        Attempt attempt = changed.after().attempt();
        if (attempt == null) {
            return;
        }
        boolean wanted = attempt.hangUpRequested() && changed.after().state().isAtCarrier();
        for (LoggedEvent logged : changed.events()) {
            CarrierCallId id = null;
            if (logged.event() instanceof CallEvent.LateReport late) {
                id = late.carrierCallId();
                log.atError()
                        .addKeyValue("tenant", changed.after().tenant())
                        .addKeyValue("call", changed.after().id())
                        .addKeyValue("carrierCall", id)
                        .log("a call that should not exist is ended at the carrier: {}", late.report());
            } else if (wanted
                    && (logged.event() instanceof CallEvent.CallStarted
                            || logged.event() instanceof CallEvent.HangUpRequested)) {
                id = attempt.carrierCallId();
            }
            if (id != null) {
                hangUp(attempt.account(), id);
            }
        }
    }

    /** Asks once more for the end of a live call. */
    void again(Call call) {
        if (call.state().isAtCarrier() && call.attempt() != null && call.carrierCallId() != null) {
            hangUp(call.attempt().account(), call.carrierCallId());
        }
    }

    /** Ends a call at the carrier. */
    void hangUp(CarrierAccountId account, CarrierCallId id) {
        accounts.carrier(account).ifPresent(carrier -> ask(carrier, id));
    }

    private static void ask(Carrier carrier, CarrierCallId id) {
        try {
            carrier.hangUp(id).whenComplete((done, error) -> {
                if (error != null) {
                    log.atWarn().setCause(error).addKeyValue("carrierCall", id).log("hanging up failed");
                }
            });
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).addKeyValue("carrierCall", id).log("hanging up failed");
        }
    }
}
