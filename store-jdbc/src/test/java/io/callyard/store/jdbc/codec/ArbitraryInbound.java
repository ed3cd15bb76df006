package io.callyard.store.jdbc.codec;

import io.callyard.model.AgentId;
import io.callyard.model.CallId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.ContactId;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.WaitEstimate;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.AgentProfile;
import io.callyard.model.inbound.AgentRecord;
import io.callyard.model.inbound.AnnouncementRules;
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallbackPromise;
import io.callyard.model.inbound.CallbackRules;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerLine;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.CallerType;
import io.callyard.model.inbound.Candidate;
import io.callyard.model.inbound.Decision;
import io.callyard.model.inbound.Engagement;
import io.callyard.model.inbound.Feature;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Leaving;
import io.callyard.model.inbound.Membership;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferId;
import io.callyard.model.inbound.OfferRules;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.OpeningHours;
import io.callyard.model.inbound.OverflowAction;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueBook;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.QueueSettings;
import io.callyard.model.inbound.QueueStatistics;
import io.callyard.model.inbound.Search;
import io.callyard.model.inbound.ServiceGoal;
import io.callyard.model.inbound.Skills;
import io.callyard.model.inbound.Told;
import io.callyard.model.inbound.WaitRules;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes values of inbound queues that keep the rules these have. */
final class ArbitraryInbound {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final List<String> ZONES = List.copyOf(ZoneId.getAvailableZoneIds());

    private final Arbitrary any;
    private final Random random;
    private final Map<Class<?>, Supplier<?>> makers = new HashMap<>();

    ArbitraryInbound(Arbitrary any, Random random) {
        this.any = any;
        this.random = random;
        makers.put(Caller.class, this::caller);
        makers.put(Agent.class, this::agent);
        makers.put(Offer.class, this::offer);
        makers.put(QueueBook.class, this::queue);
        makers.put(CallerId.class, () -> new CallerId(uuid()));
        makers.put(OfferId.class, () -> new OfferId(uuid()));
        makers.put(CallId.class, () -> new CallId(uuid()));
        makers.put(PhoneNumber.class, any::phoneNumber);
        makers.put(CallerType.class, () -> new CallerType(any.id(32)));
        makers.put(Arrival.class, this::arrival);
        makers.put(AgentProfile.class, this::profile);
        makers.put(QueueSettings.class, this::settings);
        makers.put(WaitEstimate.class, this::estimate);
    }

    boolean makes(Class<?> type) {
        return makers.containsKey(type);
    }

    <T> T of(Class<T> type) {
        return type.cast(makers.get(type).get());
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private QueueId queueId() {
        return new QueueId(any.id(64));
    }

    private AgentId agentId() {
        return new AgentId(any.id(64));
    }

    private String text(int max) {
        return any.text(max, List.of());
    }

    /** A time to the nanosecond. */
    private Duration time(Duration least, Duration most) {
        return Duration.ofNanos(random.nextLong(least.toNanos(), most.toNanos() + 1));
    }

    private Duration aSecondOrMore() {
        return time(Duration.ofSeconds(1), WEEK);
    }

    private Duration atMostAWeek() {
        return time(Duration.ZERO, WEEK);
    }

    private Duration anyLength() {
        return Duration.ofNanos(random.nextLong());
    }

    private WaitEstimate estimate() {
        Duration low = atMostAWeek();
        Duration likely = low.plus(atMostAWeek());
        return new WaitEstimate(low, likely, likely.plus(atMostAWeek()));
    }

    private Skills skills() {
        Map<String, Integer> levels = new HashMap<>();
        any.listOf(Skills.MAX, () -> any.id(64)).forEach(skill -> levels.put(skill, 1 + random.nextInt(100)));
        return new Skills(levels);
    }

    private Arrival arrival() {
        return new Arrival(
                queueId(),
                any.orNull(() -> new CallerLine(new CarrierAccountId(any.id(64)), new CarrierCallId(any.id(256)))),
                any.orNull(any::phoneNumber),
                any.orNull(() -> new ContactId(any.id(128))),
                text(200),
                new CallerType(any.id(32)),
                any.orNull(() -> time(DAY.negated(), DAY)),
                skills(),
                text(35),
                any.orNull(this::agentId),
                any.data());
    }

    private Caller caller() {
        return new Caller(
                new TenantId(any.id(64)),
                new CallerId(uuid()),
                arrival(),
                new HashSet<>(any.listOf(5, () -> any.constant(Feature.class))),
                new Place(queueId(), any.instant(), any.instant()),
                any.constant(CallerState.class),
                new Search(
                        any.orNull(() -> new OfferId(uuid())),
                        random.nextInt(),
                        random.nextInt(),
                        any.listOf(9, this::agentId)),
                any.orNull(this::promise),
                any.orNull(this::agentId),
                any.orNull(any::instant),
                new Told(
                        any.orNull(this::estimate),
                        random.nextInt(),
                        any.orNull(this::anyLength),
                        any.orNull(any::instant),
                        any.isPresent()),
                any.orNull(() -> new Leaving(any.constant(LeaveReason.class), any.roughText(), any.instant())),
                any.instant(),
                any.orNull(any::instant));
    }

    private CallbackPromise promise() {
        return new CallbackPromise(
                any.phoneNumber(),
                any.instant(),
                any.instant(),
                any.instant(),
                random.nextInt(),
                any.orNull(() -> new CallId(uuid())),
                any.isPresent());
    }

    private AgentProfile profile() {
        Map<QueueId, Membership> queues = new LinkedHashMap<>();
        any.listOf(9, this::queueId)
                .forEach(queue -> queues.put(
                        queue, new Membership(queue, 1 + random.nextInt(Membership.MAX_TIER), random.nextInt())));
        return new AgentProfile(
                text(200),
                1 + random.nextInt(AgentProfile.MAX_CAPACITY),
                new ArrayList<>(queues.values()),
                skills(),
                text(500));
    }

    private Agent agent() {
        return new Agent(
                new TenantId(any.id(64)),
                agentId(),
                profile(),
                any.constant(Presence.class),
                any.roughText(),
                any.instant(),
                any.instant(),
                any.listOf(
                        5,
                        () -> new Engagement(
                                new CallerId(uuid()), new OfferId(uuid()), any.isPresent(), any.instant())),
                any.instant(),
                new AgentRecord(
                        random.nextLong(), anyLength(), random.nextInt(), any.fraction(), any.instant(), any.instant()),
                any.instant(),
                any.orNull(any::instant));
    }

    private Offer offer() {
        return new Offer(
                new TenantId(any.id(64)),
                new OfferId(uuid()),
                queueId(),
                new CallerId(uuid()),
                random.nextInt(),
                any.constant(OfferState.class),
                any.listOf(9, this::agentId),
                any.instant(),
                any.instant(),
                new Decision(
                        any.id(64),
                        random.nextInt(),
                        random.nextInt(),
                        any.listOf(
                                Decision.MAX,
                                () -> new Candidate(agentId(), random.nextInt(), random.nextInt(), any.roughText()))),
                any.roughText(),
                any.orNull(any::instant));
    }

    private QueueBook queue() {
        return new QueueBook(
                new TenantId(any.id(64)),
                queueId(),
                settings(),
                new QueueStatistics(
                        random.nextInt(),
                        anyLength(),
                        any.fraction(),
                        any.fraction(),
                        any.fraction(),
                        any.fraction(),
                        any.fraction(),
                        any.instant()),
                new HashSet<>(any.listOf(5, any::roughText)),
                any.instant());
    }

    private QueueSettings settings() {
        Map<CallerType, Duration> headStarts = new HashMap<>();
        any.listOf(9, () -> new CallerType(any.id(32))).forEach(type -> headStarts.put(type, time(DAY.negated(), DAY)));
        return new QueueSettings(
                text(200),
                any.id(64),
                random.nextDouble(0.01, 100),
                headStarts,
                new OfferRules(
                        aSecondOrMore(),
                        aSecondOrMore(),
                        1 + random.nextInt(100),
                        1 + random.nextInt(1_000_000),
                        atMostAWeek(),
                        atMostAWeek()),
                waits(),
                new CallbackRules(
                        atMostAWeek(),
                        any.orNull(this::anyLength),
                        aSecondOrMore(),
                        atMostAWeek(),
                        1 + random.nextInt(20),
                        aSecondOrMore()),
                new AnnouncementRules(aSecondOrMore(), atMostAWeek(), any.isPresent(), text(500), any.id(35)),
                any.orNull(this::hours),
                new ServiceGoal(aSecondOrMore(), atMostAWeek()));
    }

    private WaitRules waits() {
        QueueId other = any.orNull(this::queueId);
        OverflowAction overflow = any.constant(OverflowAction.class);
        return new WaitRules(
                random.nextInt(1_000_001),
                aSecondOrMore(),
                other == null && overflow == OverflowAction.OTHER_QUEUE ? OverflowAction.HANG_UP : overflow,
                other,
                atMostAWeek());
    }

    private OpeningHours hours() {
        Map<DayOfWeek, List<OpeningHours.Window>> week = new EnumMap<>(DayOfWeek.class);
        any.listOf(7, () -> any.constant(DayOfWeek.class)).forEach(day -> week.put(day, any.listOf(3, this::window)));
        OverflowAction whenClosed = any.constant(OverflowAction.class);
        return new OpeningHours(
                ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))),
                week,
                new HashSet<>(any.listOf(5, () -> LocalDate.ofEpochDay(random.nextInt(-1_000_000, 1_000_000)))),
                whenClosed == OverflowAction.OTHER_QUEUE ? OverflowAction.VOICEMAIL : whenClosed);
    }

    private OpeningHours.Window window() {
        long nanosOfDay = DAY.toNanos();
        long from = random.nextLong(nanosOfDay - 1);
        return new OpeningHours.Window(
                LocalTime.ofNanoOfDay(from),
                random.nextBoolean()
                        ? LocalTime.MIDNIGHT
                        : LocalTime.ofNanoOfDay(random.nextLong(from + 1, nanosOfDay)));
    }
}
