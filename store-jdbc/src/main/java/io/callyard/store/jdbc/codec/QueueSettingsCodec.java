package io.callyard.store.jdbc.codec;

import io.callyard.model.inbound.AnnouncementRules;
import io.callyard.model.inbound.CallbackRules;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.ServiceGoal;
import io.callyard.model.inbound.WaitRules;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of an inbound queue: in its body and in its events. Equal rules give equal text. */
final class QueueSettingsCodec {
    private QueueSettingsCodec() {}

    static void write(JsonWriter json, QueueSettings settings) throws IOException {
        json.text("name", settings.name())
                .text("strategy", settings.strategy())
                .fraction("weight", settings.weight())
                .list(
                        "head_starts",
                        inOrder(settings.headStarts()),
                        (item, start) -> item.text("type", start.getKey()).nanos("head_start_ns", start.getValue()))
                .object("offers", settings.offers(), QueueSettingsCodec::writeOffers)
                .object("waits", settings.waits(), QueueSettingsCodec::writeWaits)
                .object("callbacks", settings.callbacks(), QueueSettingsCodec::writeCallbacks)
                .object("announcements", settings.announcements(), QueueSettingsCodec::writeAnnouncements)
                .object("hours", settings.hours(), OpeningHoursCodec::write)
                .object(
                        "goal",
                        settings.goal(),
                        (inner, goal) ->
                                inner.nanos("within_ns", goal.within()).nanos("short_abandon_ns", goal.shortAbandon()));
    }

    static QueueSettings read(JsonFields json) {
        return new QueueSettings(
                json.text("name"),
                json.text("strategy"),
                json.fraction("weight"),
                headStarts(json),
                json.object("offers", QueueSettingsCodec::readOffers),
                json.object("waits", QueueSettingsCodec::readWaits),
                json.object("callbacks", QueueSettingsCodec::readCallbacks),
                json.object("announcements", QueueSettingsCodec::readAnnouncements),
                json.objectOrNull("hours", OpeningHoursCodec::read),
                json.object("goal", goal -> new ServiceGoal(goal.nanos("within_ns"), goal.nanos("short_abandon_ns"))));
    }

    private static List<Map.Entry<CallerType, Duration>> inOrder(Map<CallerType, Duration> headStarts) {
        return headStarts.entrySet().stream()
                .sorted(Comparator.comparing(start -> start.getKey().value()))
                .toList();
    }

    private static Map<CallerType, Duration> headStarts(JsonFields json) {
        Map<CallerType, Duration> starts = new LinkedHashMap<>();
        json.list("head_starts", item -> Map.entry(item.text("type", CallerType::new), item.nanos("head_start_ns")))
                .forEach(start -> starts.put(start.getKey(), start.getValue()));
        return starts;
    }

    private static void writeOffers(JsonWriter json, OfferRules offers) throws IOException {
        json.nanos("rings_ns", offers.rings())
                .nanos("connects_ns", offers.connects())
                .number("attempts", offers.attempts())
                .number("escalate_after", offers.escalateAfter())
                .nanos("wrap_up_ns", offers.wrapUp())
                .nanos("tier_wait_ns", offers.tierWait());
    }

    private static OfferRules readOffers(JsonFields json) {
        return new OfferRules(
                json.nanos("rings_ns"),
                json.nanos("connects_ns"),
                json.integer("attempts"),
                json.integer("escalate_after"),
                json.nanos("wrap_up_ns"),
                json.nanos("tier_wait_ns"));
    }

    private static void writeWaits(JsonWriter json, WaitRules waits) throws IOException {
        json.number("max_length", waits.maxLength())
                .nanos("longest_ns", waits.longest())
                .constant("overflow", waits.overflow())
                .text("overflow_to", waits.overflowTo())
                .nanos("reconnect_within_ns", waits.reconnectWithin());
    }

    private static WaitRules readWaits(JsonFields json) {
        return new WaitRules(
                json.integer("max_length"),
                json.nanos("longest_ns"),
                json.constant("overflow", OverflowAction.class),
                json.textOrNull("overflow_to", QueueId::new),
                json.nanos("reconnect_within_ns"));
    }

    private static void writeCallbacks(JsonWriter json, CallbackRules callbacks) throws IOException {
        json.nanos("offered_after_ns", callbacks.offeredAfter())
                .nanos("offered_from_ns", callbacks.offeredFrom())
                .nanos("promised_within_ns", callbacks.promisedWithin())
                .nanos("alert_before_ns", callbacks.alertBefore())
                .number("tries", callbacks.tries())
                .nanos("between_ns", callbacks.between());
    }

    private static CallbackRules readCallbacks(JsonFields json) {
        return new CallbackRules(
                json.nanos("offered_after_ns"),
                json.nanosOrNull("offered_from_ns"),
                json.nanos("promised_within_ns"),
                json.nanos("alert_before_ns"),
                json.integer("tries"),
                json.nanos("between_ns"));
    }

    private static void writeAnnouncements(JsonWriter json, AnnouncementRules announcements) throws IOException {
        json.nanos("every_ns", announcements.every())
                .nanos("apart_ns", announcements.apart())
                .flag("only_when_better", announcements.onlyWhenBetter())
                .text("music", announcements.music())
                .text("language", announcements.language());
    }

    private static AnnouncementRules readAnnouncements(JsonFields json) {
        return new AnnouncementRules(
                json.nanos("every_ns"),
                json.nanos("apart_ns"),
                json.flag("only_when_better"),
                json.text("music"),
                json.text("language"));
    }
}
