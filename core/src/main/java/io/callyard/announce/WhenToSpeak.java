package io.callyard.announce;

import io.callyard.announce.Announcement.Standing;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.AnnouncementRules;
import io.callyard.model.inbound.Told;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides whether somebody who waits is told now where he stands.
 *
 * <ol>
 *   <li>Who has not heard anything is told at once.
 *   <li>Between two announcements there is the least time {@code apart}, whatever else holds.
 *   <li>News does not wait for its turn: the first place he hears of, the first offer of a callback, and an estimate
 *       that has risen by more than a spoken step.
 *   <li>Else he is told {@code every} so often; with {@code onlyWhenBetter} only if he has come forward, or would be
 *       told a shorter time.
 * </ol>
 *
 * <p>Estimates are compared as they are spoken: from 4 min 50 s to 4 min 40 s nothing has improved. {@link Told} keeps
 * the likely time only, so it is the likely times that are compared.
 *
 * <p><b>Threads.</b> Immutable.
 *
 * @param rules the queue's
 */
public record WhenToSpeak(AnnouncementRules rules) {
    /** What to do. */
    public sealed interface Advice {}

    /**
     * Tell him.
     *
     * @param standing what
     */
    public record Speak(Standing standing) implements Advice {}

    /**
     * Tell him nothing.
     *
     * @param reason why
     */
    public record StaySilent(Reason reason) implements Advice {}

    /** Why somebody is told nothing. */
    public enum Reason {
        /** The last announcement was only just. */
        TOO_SOON,
        /** It is not time yet. */
        NOT_DUE,
        /** Nothing has improved. */
        NOTHING_BETTER
    }

    /**
     * Decides.
     *
     * @param told what he has heard
     * @param now the time to judge by
     * @param position where he stands, from 1
     * @param estimate how long it will probably take
     * @param callbackOffered whether he may be called back, and is to hear it
     */
    public Advice decide(Told told, Instant now, int position, WaitEstimate estimate, boolean callbackOffered) {
        Duration before = told.estimate();
        Duration likely = estimate.likely();
        boolean rose = before != null && SpokenSteps.rose(before, likely);
        Speak speak = new Speak(new Standing(position, estimate, rose, callbackOffered));
        Instant last = told.at();
        if (last == null) {
            return speak;
        }
        if (now.isBefore(last.plus(rules.apart()))) {
            return new StaySilent(Reason.TOO_SOON);
        }
        boolean firstOffer = callbackOffered && !told.callbackOffered();
        if (before == null || firstOffer || SpokenSteps.roseMuch(before, likely)) {
            return speak;
        }
        if (now.isBefore(last.plus(rules.every()))) {
            return new StaySilent(Reason.NOT_DUE);
        }
        boolean better = position < told.position() || SpokenSteps.rose(likely, before);
        return better || !rules.onlyWhenBetter() ? speak : new StaySilent(Reason.NOTHING_BETTER);
    }
}
