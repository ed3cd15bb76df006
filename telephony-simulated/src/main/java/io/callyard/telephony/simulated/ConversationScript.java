package io.callyard.telephony.simulated;

import io.callyard.model.CallSubject;
import io.callyard.model.ConversationTurn.Speaker;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is said on a call, line by line.
 *
 * <p>A line may use {@code {contact}}, the called person's name, and {@code {agent}}, the agent's id.
 * {@code {contact|there}} says what to put where the call has none; without it, nothing is put.
 *
 * @param lines in the order in which they are said; empty: nobody speaks
 */
public record ConversationScript(List<Line> lines) {
    /** Nobody speaks. */
    public static final ConversationScript SILENT = new ConversationScript(List.of());

    /** An AI agent confirms an appointment. In English. */
    public static final ConversationScript APPOINTMENT = DefaultScripts.appointment();

    /** An AI agent calls somebody who has no time. In English. */
    public static final ConversationScript BAD_MOMENT = DefaultScripts.badMoment();

    /** An answering machine speaks, and an AI agent leaves a message. In English. */
    public static final ConversationScript VOICEMAIL = DefaultScripts.voicemail();

    private static final Pattern PLACE = Pattern.compile("\\{(contact|agent)(?:\\|([^{}]*))?}");

    public ConversationScript {
        lines = List.copyOf(lines);
    }

    /** A script of these lines. */
    public static ConversationScript of(Line... lines) {
        return new ConversationScript(List.of(lines));
    }

    /**
     * One thing said.
     *
     * @param speaker who says it
     * @param pause from the end of the line before, or from the answer, to the end of this one
     * @param text what is said, not blank, with places to fill in
     */
    public record Line(Speaker speaker, Distribution pause, String text) {
        private static final Duration PER_CHARACTER = Duration.ofMillis(60);

        public Line {
            if (text.isBlank()) {
                throw new IllegalArgumentException("a line must say something");
            }
        }

        /** A line of the agent's, with a short pause and the time it takes to say it. */
        public static Line agent(String text) {
            return new Line(Speaker.AGENT, spoken(text), text);
        }

        /** A line of the called person's, with a short pause and the time it takes to say it. */
        public static Line customer(String text) {
            return new Line(Speaker.CUSTOMER, spoken(text), text);
        }

        /** Returns the text for a call, its places filled in. */
        public String textFor(CallSubject subject) {
            return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(fill(place, subject)));
        }

        private static String fill(MatchResult place, CallSubject subject) {
            @Nullable String value = place.group(1).equals("contact") ? subject.contactName() : agentOf(subject);
            @Nullable String otherwise = place.group(2);
            return value != null ? value : otherwise != null ? otherwise : "";
        }

        private static @Nullable String agentOf(CallSubject subject) {
            return subject.agent() == null ? null : subject.agent().value();
        }

        private static Distribution spoken(String text) {
            Duration time = PER_CHARACTER.multipliedBy(text.length());
            return Distribution.uniform(time.plusMillis(300), time.plusMillis(1_500));
        }
    }
}
