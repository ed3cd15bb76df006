package io.callyard.telephony.telnyx;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerLine;
import io.callyard.spi.carrier.InboundReporter;
import io.callyard.spi.carrier.IncomingCall;
import io.callyard.spi.carrier.IncomingCalls;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports what webhooks say about callers' lines, and does what follows from it. */
final class LineReports {
    private static final String KEYS = "0123456789*#ABCD";

    private final CarrierAccountId account;
    private final IncomingCalls incoming;
    private final Commands commands;
    private final Music music;

    LineReports(TelnyxSettings settings, Commands commands, Music music) {
        this.account = settings.account();
        this.incoming = settings.incoming();
        this.commands = commands;
        this.music = music;
    }

    /**
     * Reports what an event says.
     *
     * @param tag what the call carries with it; absent: nothing yet
     */
    Handled handle(TelnyxEvent event, CarrierCallId call, @Nullable CallTag tag, InboundReporter reporter) {
        CallerLine line = new CallerLine(account, call);
        switch (event.type()) {
            case "call.initiated" -> {
                return event.word("direction").equals("incoming") ? arrived(event, line, reporter) : Handled.IGNORED;
            }
            case "call.dtmf.received" -> {
                return pressed(event.word("digit"), line, reporter);
            }
            case "call.hangup" -> reporter.lineEnded(line);
            case "call.bridged" -> {
                if (!(tag instanceof CallTag.Joined joined)) {
                    return Handled.IGNORED;
                }
                reporter.connected(joined.offer());
            }
            default -> {
                return tag == null ? Handled.IGNORED : heard(event, call.value(), tag);
            }
        }
        return Handled.KEPT;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a call that is not taken is ended by the carrier soon
    private Handled arrived(TelnyxEvent event, CallerLine line, InboundReporter reporter) {
        IncomingCall call = new IncomingCall(
                line, event.word("to"), number(event.word("from")), name(event.word("caller_id_name")));
        Optional<IncomingCalls.Destination> destination = incoming.route(call);
        if (destination.isEmpty()) {
            commands.reject(line.call().value(), key(event));
        } else {
            IncomingCalls.Destination to = destination.get();
            reporter.arrived(to.tenant(), to.arrival().on(line));
        }
        return Handled.KEPT;
    }

    private static @Nullable PhoneNumber number(String from) {
        try {
            return PhoneNumber.parse(from);
        } catch (IllegalArgumentException e) {
            return null; // withheld, or a SIP address
        }
    }

    /** Whatever the network brings along as a name, made fit for keeping. */
    private static String name(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(Arrival.MAX_NAME / 2)
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    private static Handled pressed(String digit, CallerLine line, InboundReporter reporter) {
        if (digit.length() != 1 || KEYS.indexOf(digit.charAt(0)) < 0) {
            return Handled.IGNORED;
        }
        reporter.pressed(line, digit.charAt(0));
        return Handled.KEPT;
    }

    /** Something is heard on the line, or has been. What does not succeed leaves a silence, and nobody waits for it. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private Handled heard(TelnyxEvent event, String call, CallTag tag) {
        switch (event.type()) {
            case "call.answered" -> {
                if (tag instanceof CallTag.Held held) {
                    music.goOn(call, key(event), held);
                    return Handled.KEPT;
                }
            }
            case "call.speak.started", "call.playback.started" -> {
                if (tag instanceof CallTag.Joined) {
                    // Music that was asked for a moment before he was joined.
                    commands.silence(call, key(event), null);
                    return Handled.KEPT;
                }
            }
            case "call.speak.ended", "call.playback.ended" -> {
                return ended(event, call, tag);
            }
            default -> {
                return Handled.IGNORED;
            }
        }
        return Handled.IGNORED;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // as above; the last words have a timer behind them
    private Handled ended(TelnyxEvent event, String call, CallTag tag) {
        String status = event.word("status");
        boolean broken = status.equals("file_not_found") || status.equals("failed");
        if (!broken && !status.equals("completed")) {
            return Handled.IGNORED; // broken off: what comes next is on its way
        }
        if (tag instanceof CallTag.LastWords) {
            commands.hangUp(call, key(event), null);
        } else if (tag instanceof CallTag.Held held && broken) {
            music.instead(call, key(event), held, event.payload());
        } else if (tag instanceof CallTag.Held held) {
            music.goOn(call, key(event), held);
        } else {
            return Handled.IGNORED;
        }
        return Handled.KEPT;
    }

    private String key(TelnyxEvent event) {
        return event.key(commands.newKey());
    }
}
