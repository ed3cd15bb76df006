package io.callyard.model.inbound;

import io.callyard.internal.Checks;
import java.time.Duration;

/**
 * What somebody hears while he waits.
 *
 * @param every how often he is told where he stands
 * @param apart the least time between two announcements, whatever their reason
 * @param onlyWhenBetter whether he is told only when the position or the estimate has improved. A rise of the estimate
 *     is told in any case: silence about it would be a lie
 * @param music what is played: an address that the carrier driver understands; empty: the carrier's own
 * @param language an IETF language tag, for those of whom none is known
 */
public record AnnouncementRules(Duration every, Duration apart, boolean onlyWhenBetter, String music, String language) {
    /** Every 30 s, 15 s apart, also where nothing has changed, in English. */
    public static final AnnouncementRules STANDARD =
            new AnnouncementRules(Duration.ofSeconds(30), Duration.ofSeconds(15), false, "", "en");

    public AnnouncementRules {
        Durations.require(every, Duration.ofSeconds(1), "the time between two announcements");
        Durations.require(apart, Duration.ZERO, "the least time between two announcements");
        Checks.text(music, "music", 500);
        Checks.id(language, "language", 35);
    }

    /** These rules in another language. */
    public AnnouncementRules speaking(String value) {
        return new AnnouncementRules(every, apart, onlyWhenBetter, music, value);
    }
}
