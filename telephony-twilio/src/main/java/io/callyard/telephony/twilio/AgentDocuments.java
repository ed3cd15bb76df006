package io.callyard.telephony.twilio;

import io.callyard.telephony.twilio.TwilioSettings.Acceptance;

/** The documents for agents' lines. */
final class AgentDocuments {
    private static final long LONGEST_PAUSE = 20;

    private final WebhookUrls urls;
    private final Acceptance acceptance;
    private final Voice voice;

    AgentDocuments(TwilioSettings settings) {
        urls = settings.urls();
        acceptance = settings.acceptance();
        voice = new Voice(settings);
    }

    /** He is asked whether he takes the offer. */
    String prompt(LegTag leg) {
        String key = urls.document(Path.AGENT_KEY, leg.query());
        Markup document =
                Markup.response().open("Gather", "numDigits", "1", "timeout", "10", "finishOnKey", "", "action", key);
        voice.say(document, acceptance.prompt(), acceptance.language());
        // No key is an answer as well.
        return document.close().text("Redirect", key).finish();
    }

    /** He has taken the offer and waits for the person. */
    String waitsForPerson(LegTag leg) {
        return Markup.response()
                .text(
                        "Enqueue",
                        leg.queue(),
                        "action",
                        urls.document(Path.AGENT_LEFT, leg.query()),
                        "waitUrl",
                        urls.document(Path.AGENT_WAIT))
                .finish();
    }

    /**
     * What he hears meanwhile.
     *
     * @param waited how long he has waited, in seconds
     */
    String waiting(long waited) {
        long rest = acceptance.waitsAtMost().toSeconds() - waited;
        return rest <= 0
                ? Markup.response().empty("Leave").finish()
                : Markup.response()
                        .empty("Pause", "length", Long.toString(Math.min(rest, LONGEST_PAUSE)))
                        .finish();
    }

    /** The offer is over, or another agent was faster. */
    String tooLate() {
        Markup document = Markup.response();
        voice.say(document, acceptance.tooLate(), acceptance.language());
        return document.empty("Hangup").finish();
    }
}
