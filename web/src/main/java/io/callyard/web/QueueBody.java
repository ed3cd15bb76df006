package io.callyard.web;

import io.callyard.model.inbound.AnnouncementRules;
import io.callyard.model.inbound.CallbackRules;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.ServiceGoal;
import io.callyard.model.inbound.WaitRules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an inbound queue's rules. What is left out stays as it is, what is {@code null} is taken away. */
final class QueueBody {
    private static final Duration LONGEST_HEAD_START = Duration.ofDays(1);
    private static final Set<String> FIELDS = Set.of(
            "name",
            "strategy",
            "weight",
            "head_start_seconds",
            "offers",
            "waits",
            "callbacks",
            "announcements",
            "opening_hours",
            "goal");
    private static final Set<String> OFFERS = Set.of(
            "rings_seconds", "connects_seconds", "attempts", "escalate_after", "wrap_up_seconds", "tier_wait_seconds");
    private static final Set<String> WAITS =
            Set.of("max_length", "longest_seconds", "overflow", "overflow_to", "reconnect_within_seconds");
    private static final Set<String> CALLBACKS = Set.of(
            "offered_after_seconds",
            "offered_from_seconds",
            "promised_within_seconds",
            "alert_before_seconds",
            "tries",
            "between_seconds");
    private static final Set<String> ANNOUNCEMENTS =
            Set.of("every_seconds", "apart_seconds", "only_when_better", "music", "language");
    private static final Set<String> GOAL = Set.of("within_seconds", "short_abandon_seconds");

    private QueueBody() {}

    /** Returns {@code base} with what the body says. */
    static QueueSettings read(Exchange exchange, QueueSettings base) {
        JsonFields fields = exchange.fields(FIELDS);
        QueueSettings rules = base;
        String name = fields.text("name");
        if (name != null) {
            rules = fields.change("name", rules, r -> named(r, name));
        }
        String strategy = fields.text("strategy");
        if (strategy != null) {
            rules = fields.change("strategy", rules, r -> r.routedBy(strategy));
        }
        Double weight = fields.number("weight");
        if (weight != null) {
            rules = fields.change("weight", rules, r -> r.weighing(weight));
        }
        if (fields.has("head_start_seconds")) {
            Map<CallerType, Duration> headStarts = headStarts(fields);
            rules = fields.change("head_start_seconds", rules, r -> r.withHeadStarts(headStarts));
        }
        rules = rules.with(part(fields, "offers", OFFERS, rules.offers(), QueueBody::offers))
                .with(part(fields, "waits", WAITS, rules.waits(), QueueBody::waits))
                .with(part(fields, "callbacks", CALLBACKS, rules.callbacks(), QueueBody::callbacks))
                .with(part(fields, "announcements", ANNOUNCEMENTS, rules.announcements(), QueueBody::announcements));
        ServiceGoal goal = part(fields, "goal", GOAL, rules.goal(), QueueBody::goal);
        var hours = fields.has("opening_hours") ? OpeningHoursBody.read(fields) : rules.hours();
        fields.check();
        return new QueueSettings(
                rules.name(),
                rules.strategy(),
                rules.weight(),
                rules.headStarts(),
                rules.offers(),
                rules.waits(),
                rules.callbacks(),
                rules.announcements(),
                hours,
                goal);
    }

    private static QueueSettings named(QueueSettings rules, String name) {
        return new QueueSettings(
                name,
                rules.strategy(),
                rules.weight(),
                rules.headStarts(),
                rules.offers(),
                rules.waits(),
                rules.callbacks(),
                rules.announcements(),
                rules.hours(),
                rules.goal());
    }

    private static Map<CallerType, Duration> headStarts(JsonFields fields) {
        Map<CallerType, Duration> all = new LinkedHashMap<>();
        JsonFields byType = fields.named("head_start_seconds");
        if (byType == null) {
            return all;
        }
        for (String type : byType.names()) {
            Duration headStart = byType.signedSeconds(type, LONGEST_HEAD_START);
            if (headStart == null) {
                byType.error(type, "needs a number of seconds");
            } else {
                byType.change(type, all, map -> {
                    map.put(new CallerType(type), headStart);
                    return map;
                });
            }
        }
        fields.errorsOf("head_start_seconds", byType);
        return all;
    }

    /** Reads one of the parts; what is wrong with it as a whole is told of the part. */
    private static <T> T part(JsonFields fields, String name, Set<String> known, T base, Part<T> reading) {
        JsonFields inner = fields.object(name, known);
        if (inner == null) {
            return base;
        }
        T read = fields.change(name, base, before -> reading.read(inner, before));
        fields.errorsOf(name, inner);
        return read;
    }

    @FunctionalInterface
    private interface Part<T> {
        T read(JsonFields fields, T base);
    }

    private static OfferRules offers(JsonFields in, OfferRules base) {
        return new OfferRules(
                or(in.seconds("rings_seconds"), base.rings()),
                or(in.seconds("connects_seconds"), base.connects()),
                or(in.integer("attempts"), base.attempts()),
                or(in.integer("escalate_after"), base.escalateAfter()),
                or(in.seconds("wrap_up_seconds"), base.wrapUp()),
                or(in.seconds("tier_wait_seconds"), base.tierWait()));
    }

    private static WaitRules waits(JsonFields in, WaitRules base) {
        return new WaitRules(
                or(in.integer("max_length"), base.maxLength()),
                or(in.seconds("longest_seconds"), base.longest()),
                or(in.word("overflow", OverflowAction.class), base.overflow()),
                in.has("overflow_to") ? in.value("overflow_to", QueueId::new) : base.overflowTo(),
                or(in.seconds("reconnect_within_seconds"), base.reconnectWithin()));
    }

    private static CallbackRules callbacks(JsonFields in, CallbackRules base) {
        return new CallbackRules(
                or(in.seconds("offered_after_seconds"), base.offeredAfter()),
                in.has("offered_from_seconds") ? in.seconds("offered_from_seconds") : base.offeredFrom(),
                or(in.seconds("promised_within_seconds"), base.promisedWithin()),
                or(in.seconds("alert_before_seconds"), base.alertBefore()),
                or(in.integer("tries"), base.tries()),
                or(in.seconds("between_seconds"), base.between()));
    }

    private static AnnouncementRules announcements(JsonFields in, AnnouncementRules base) {
        return new AnnouncementRules(
                or(in.seconds("every_seconds"), base.every()),
                or(in.seconds("apart_seconds"), base.apart()),
                or(in.flag("only_when_better"), base.onlyWhenBetter()),
                or(in.text("music"), base.music()),
                or(in.text("language"), base.language()));
    }

    private static ServiceGoal goal(JsonFields in, ServiceGoal base) {
        return new ServiceGoal(
                or(in.seconds("within_seconds"), base.within()),
                or(in.seconds("short_abandon_seconds"), base.shortAbandon()));
    }

    private static <T> T or(@Nullable T said, T base) {
        return Objects.requireNonNullElse(said, base);
    }
}
