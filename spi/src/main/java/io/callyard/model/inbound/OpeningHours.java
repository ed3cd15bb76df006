package io.callyard.model.inbound;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When somebody is there.
 *
 * @param zone where the hours are read from a clock
 * @param week for each day the times at which it is open; a day that is not named is closed
 * @param closedOn days on which it is closed all the same
 * @param whenClosed what becomes of who calls then; whoever waits already goes on waiting
 */
public record OpeningHours(
        ZoneId zone, Map<DayOfWeek, List<Window>> week, Set<LocalDate> closedOn, OverflowAction whenClosed) {

    /**
     * A part of a day.
     *
     * @param from the first instant at which it is open
     * @param until the first at which it is not; midnight: the end of the day
     */
    public record Window(LocalTime from, LocalTime until) {
        public Window {
            if (!until.equals(LocalTime.MIDNIGHT) && !from.isBefore(until)) {
                throw new IllegalArgumentException("a window opens before it closes, but was " + from + " to " + until);
            }
        }

        boolean holds(LocalTime time) {
            return !time.isBefore(from) && (until.equals(LocalTime.MIDNIGHT) || time.isBefore(until));
        }
    }

    public OpeningHours {
        if (whenClosed == OverflowAction.OTHER_QUEUE) {
            throw new IllegalArgumentException("a closed queue hands nobody to another one: let the caller choose it");
        }
        week = Map.copyOf(week);
        closedOn = Set.copyOf(closedOn);
    }

    /** Returns whether somebody is there at {@code now}. */
    public boolean isOpenAt(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        return !closedOn.contains(local.toLocalDate())
                && week.getOrDefault(local.getDayOfWeek(), List.of()).stream()
                        .anyMatch(window -> window.holds(local.toLocalTime()));
    }

    /** Returns when it opens next, after {@code now}; empty if that is not within a year. */
    public Optional<Instant> opensAfter(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        for (int days = 0; days <= 366; days++) {
            LocalDate date = local.toLocalDate().plusDays(days);
            Optional<Instant> opens = closedOn.contains(date)
                    ? Optional.empty()
                    : week.getOrDefault(date.getDayOfWeek(), List.of()).stream()
                            .map(window ->
                                    date.atTime(window.from()).atZone(zone).toInstant())
                            .filter(opening -> opening.isAfter(now))
                            .min(Instant::compareTo);
            if (opens.isPresent()) {
                return opens;
            }
        }
        return Optional.empty();
    }
}
