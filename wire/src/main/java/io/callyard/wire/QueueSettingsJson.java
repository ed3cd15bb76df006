package io.callyard.wire;

import io.callyard.model.inbound.AnnouncementRules;
import io.callyard.model.inbound.CallbackRules;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.OpeningHours;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.WaitRules;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a queue's rules look from outside. They are read back in the same words. */
public final class QueueSettingsJson {
    private QueueSettingsJson() {}

    /** Writes a queue's rules. */
    public static void settings(JsonWriter json, QueueSettings settings) {
        json.field("name", settings.name())
                .field("strategy", settings.strategy())
                .number("weight", settings.weight())
                .object("head_start_seconds", () -> {
                    Map<String, Duration> byType = new TreeMap<>();
                    settings.headStarts().forEach((type, headStart) -> byType.put(type.value(), headStart));
                    byType.forEach(json::seconds);
                });
        json.object("offers", () -> offers(json, settings.offers()));
        json.object("waits", () -> waits(json, settings.waits()));
        json.object("callbacks", () -> callbacks(json, settings.callbacks()));
        json.object("announcements", () -> announcements(json, settings.announcements()));
        OpeningHours hours = settings.hours();
        if (hours == null) {
            json.field("opening_hours", (String) null);
        } else {
            json.object("opening_hours", () -> hours(json, hours));
        }
        json.object(
                "goal",
                () -> json.seconds("within_seconds", settings.goal().within())
                        .seconds("short_abandon_seconds", settings.goal().shortAbandon()));
    }

    private static void offers(JsonWriter json, OfferRules offers) {
        json.seconds("rings_seconds", offers.rings())
                .seconds("connects_seconds", offers.connects())
                .field("attempts", offers.attempts())
                .field("escalate_after", offers.escalateAfter())
                .seconds("wrap_up_seconds", offers.wrapUp())
                .seconds("tier_wait_seconds", offers.tierWait());
    }

    private static void waits(JsonWriter json, WaitRules waits) {
        json.field("max_length", waits.maxLength())
                .seconds("longest_seconds", waits.longest())
                .word("overflow", waits.overflow())
                .id("overflow_to", waits.overflowTo())
                .seconds("reconnect_within_seconds", waits.reconnectWithin());
    }

    private static void callbacks(JsonWriter json, CallbackRules callbacks) {
        json.seconds("offered_after_seconds", callbacks.offeredAfter());
        @Nullable Duration from = callbacks.offeredFrom();
        if (from == null) {
            json.field("offered_from_seconds", (String) null);
        } else {
            json.seconds("offered_from_seconds", from);
        }
        json.seconds("promised_within_seconds", callbacks.promisedWithin())
                .seconds("alert_before_seconds", callbacks.alertBefore())
                .field("tries", callbacks.tries())
                .seconds("between_seconds", callbacks.between());
    }

    private static void announcements(JsonWriter json, AnnouncementRules rules) {
        json.seconds("every_seconds", rules.every())
                .seconds("apart_seconds", rules.apart())
                .field("only_when_better", rules.onlyWhenBetter())
                .field("music", rules.music())
                .field("language", rules.language());
    }

    private static void hours(JsonWriter json, OpeningHours hours) {
        json.field("zone", hours.zone().getId()).object("week", () -> {
            for (DayOfWeek day : DayOfWeek.values()) {
                List<OpeningHours.Window> windows = hours.week().getOrDefault(day, List.of());
                if (!windows.isEmpty()) {
                    json.list(
                            JsonWriter.word(day),
                            windows,
                            window -> json.object(
                                    () -> json.field("from", window.from().toString())
                                            .field("until", window.until().toString())));
                }
            }
        });
        List<LocalDate> closedOn = hours.closedOn().stream().sorted().toList();
        OverflowAction whenClosed = hours.whenClosed();
        json.texts("closed_on", closedOn).word("when_closed", whenClosed);
    }
}
