package io.callyard.telephony.twilio;

import io.callyard.model.CarrierCallId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallerLine;
import io.callyard.spi.carrier.IncomingCall;
import io.callyard.spi.carrier.IncomingCalls.Destination;
import io.callyard.spi.carrier.WebhookResponse;
import io.callyard.telephony.http.Counts;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes what happens on people's lines, and says what they hear next. What an address has to tell the next one is
 * written into it.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class CallerDesk {
    /** Words for a withheld number, spelt on a telephone's keys: anonymous, blocked, restricted, unavailable, unknown. */
    private static final Set<String> WITHHELD =
            Set.of("+266696687", "+2562533", "+7378742833", "+86282452253", "+8656696");

    private final TwilioSettings settings;
    private final Reporters reporters;
    private final CallerDocuments documents;
    private final Openings openings;
    private final Counts counts;

    CallerDesk(
            TwilioSettings settings, Reporters reporters, CallerDocuments documents, Openings openings, Counts counts) {
        this.settings = settings;
        this.reporters = reporters;
        this.documents = documents;
        this.openings = openings;
        this.counts = counts;
    }

    /** Somebody calls. */
    WebhookResponse arrived(Webhook webhook) {
        CallerLine line = line(webhook);
        IncomingCall call = new IncomingCall(line, webhook.theirs("To"), number(webhook.theirs("From")), name(webhook));
        Optional<Destination> destination = settings.incoming().route(call);
        if (destination.isEmpty()) {
            counts.add("declined: an incoming call");
            return Documents.of(CallerDocuments.decline());
        }
        String sid = line.call().value();
        Optional<String> wanted = openings.during(
                sid,
                () -> reporters
                        .lines()
                        .arrived(
                                destination.get().tenant(),
                                destination.get().arrival().on(line)));
        return Documents.of(wanted.orElseGet(() -> documents.hold(sid, "", 1)));
    }

    /** What he hears while he waits. */
    WebhookResponse waits(Webhook webhook) {
        return Documents.of(documents.waiting(CallerDocuments.musicIn(webhook)));
    }

    /** He pressed a key. */
    WebhookResponse pressed(Webhook webhook) {
        String digits = webhook.theirs("Digits");
        if (digits.matches("[0-9*#]")) {
            reporters.lines().pressed(line(webhook), digits.charAt(0));
        }
        String music = CallerDocuments.musicIn(webhook);
        return Documents.of(
                CallerDocuments.isInQueue(webhook)
                        ? documents.waiting(music)
                        : documents.hold(webhook.callSid(), music, 1));
    }

    /** He does not wait any more: his own doing, ours, or the carrier's. */
    WebhookResponse left(Webhook webhook) {
        CallerLine line = line(webhook);
        String result = webhook.theirs("QueueResult");
        if (result.equals("hangup") || webhook.isOver()) {
            reporters.lines().lineEnded(line);
            return Documents.of(CallerDocuments.hangUp());
        }
        return switch (result) {
            // We gave him another document, and that one counts.
            case "redirected", "redirected-from-bridged" -> Documents.of(CallerDocuments.nothing());
            case "leave", "bridged", "bridging-in-process" -> Documents.of(CallerDocuments.hangUp());
            default -> holdAgain(webhook, line);
        };
    }

    private WebhookResponse holdAgain(Webhook webhook, CallerLine line) {
        counts.add("a caller fell out of a hold queue");
        int hold = CallerDocuments.tryIn(webhook) + 1;
        if (hold <= CallerDocuments.MOST_HOLDS) {
            return Documents.of(documents.hold(line.call().value(), CallerDocuments.musicIn(webhook), hold));
        }
        reporters.lines().lineEnded(line);
        return Documents.of(CallerDocuments.hangUp());
    }

    /** How far his call has come: only its end is of interest. */
    WebhookResponse status(Webhook webhook) {
        CallerLine line = line(webhook);
        if (webhook.isOver()) {
            reporters.lines().lineEnded(line);
        }
        return Documents.taken();
    }

    /** He and the agent have talked, or could not be joined. */
    WebhookResponse after(Webhook webhook) {
        LegTag leg = LegTag.of(webhook);
        CallerLine line = line(webhook);
        if (webhook.isOver()) {
            reporters.lines().lineEnded(line);
            return Documents.of(CallerDocuments.hangUp());
        }
        if (haveTalked(webhook)) {
            return Documents.of(CallerDocuments.hangUp());
        }
        int attempt = CallerDocuments.tryIn(webhook) + 1;
        if (attempt <= CallerDocuments.MOST_JOINS) {
            return Documents.of(documents.join(leg, attempt));
        }
        reporters.lines().notConnected(leg.offer(), "the agent was not there");
        return Documents.of(documents.hold(line.call().value(), "", 1));
    }

    private static boolean haveTalked(Webhook webhook) {
        String joined = webhook.theirs("DialBridged");
        String status = webhook.theirs("DialCallStatus");
        return joined.isEmpty() ? status.equals("completed") || status.equals("answered") : joined.equals("true");
    }

    private CallerLine line(Webhook webhook) {
        return new CallerLine(settings.account(), new CarrierCallId(webhook.callSid()));
    }

    private static @Nullable PhoneNumber number(String from) {
        if (WITHHELD.contains(from)) {
            return null;
        }
        try {
            return PhoneNumber.parse(from);
        } catch (IllegalArgumentException e) {
            // A word, a client or a SIP address.
            return null;
        }
    }

    private static String name(Webhook webhook) {
        StringBuilder name = new StringBuilder();
        webhook.theirs("CallerName")
                .codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .limit(Arrival.MAX_NAME / 2)
                .forEach(name::appendCodePoint);
        return name.toString().strip();
    }
}
