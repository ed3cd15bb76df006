package io.callyard.testkit;

import io.callyard.model.TenantId;
import io.callyard.model.inbound.AnnouncementRules;
import io.callyard.model.inbound.CallbackRules;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.OpeningHours;
import io.callyard.model.inbound.OpeningHours.Window;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.QueueStatistics;
import io.callyard.model.inbound.ServiceGoal;
import io.callyard.model.inbound.WaitRules;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A queue with all that it can have, no value like that of another field. */
final class FullQueues {
    private FullQueues() {}

    static QueueBook queue(TenantId tenant, QueueId id, Instant now) {
        return new QueueBook(
                tenant, id, settings(), statistics(now), Set.of("rule", FullValues.text(64)), now.plusNanos(1_000));
    }

    static QueueSettings settings() {
        Map<CallerType, Duration> headStarts = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            headStarts.put(
                    new CallerType(i + FullValues.text(29)), Duration.ofDays(1).minusMillis(i));
        }
        return new QueueSettings(
                FullValues.text(200),
                FullValues.text(64),
                0.1 + 0.2,
                headStarts,
                new OfferRules(
                        Duration.ofMillis(1_001),
                        Duration.ofMillis(1_002),
                        100,
                        Integer.MAX_VALUE,
                        Duration.ofDays(7),
                        Duration.ofNanos(1)),
                new WaitRules(
                        1_000_000,
                        Duration.ofMillis(1_003),
                        OverflowAction.OTHER_QUEUE,
                        new QueueId(FullValues.text(64)),
                        Duration.ofMillis(1_004)),
                new CallbackRules(
                        Duration.ofMillis(1_005),
                        Duration.ofMillis(1_006),
                        Duration.ofMillis(1_007),
                        Duration.ofMillis(1_008),
                        20,
                        Duration.ofMillis(1_009)),
                new AnnouncementRules(
                        Duration.ofMillis(1_010),
                        Duration.ofMillis(1_011),
                        true,
                        FullValues.text(500),
                        FullValues.text(35)),
                hours(),
                new ServiceGoal(Duration.ofMillis(1_012), Duration.ofMillis(1_013)));
    }

    private static OpeningHours hours() {
        return new OpeningHours(
                ZoneId.of("America/Argentina/ComodRivadavia"),
                Map.of(
                        DayOfWeek.MONDAY,
                        List.of(
                                new Window(LocalTime.of(0, 0, 0, 1), LocalTime.of(8, 30)),
                                new Window(LocalTime.NOON, LocalTime.MIDNIGHT)),
                        DayOfWeek.SUNDAY,
                        List.of()),
                Set.of(LocalDate.of(2024, 2, 29), LocalDate.of(9999, 12, 31)),
                OverflowAction.VOICEMAIL);
    }

    private static QueueStatistics statistics(Instant now) {
        return new QueueStatistics(
                QueueStatistics.HANDLE_WINDOW,
                Duration.ofNanos(123_456_789_012_345L),
                1.0 / 3,
                1e-300,
                123_456_789.000_001,
                Double.MAX_VALUE,
                Double.MIN_VALUE,
                now.minusNanos(1_000));
    }
}
