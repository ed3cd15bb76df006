package io.callyard.testkit;

import io.callyard.model.AgentId;
import io.callyard.model.CallData;
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
import io.callyard.model.inbound.Arrival;
import io.callyard.model.inbound.CallbackPromise;
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
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Place;
import io.callyard.model.inbound.Presence;
import io.callyard.model.inbound.QueueId;
import io.callyard.model.inbound.Search;
import io.callyard.model.inbound.Skills;
import io.callyard.model.inbound.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Callers, agents and offers with all that they can have, as much of it as there may be, in text that is hard to keep.
 *
 * @param tenant whose
 * @param now some instant; to the microsecond
 */
record FullValues(TenantId tenant, Instant now) {
    /** The latest instant that a store has to keep. */
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final String HARD = "Zoë \uD83D\uDE00 'O\"Brien\\ %_$1 {\"a\":null} ";

    /** Returns text of so many characters, or one less, that ends in what a careless cut would break. */
    static String text(int length) {
        String text = HARD.repeat(length / HARD.length() + 1).substring(0, length - 2);
        boolean halved = Character.isHighSurrogate(text.charAt(text.length() - 1));
        return (halved ? text.substring(0, text.length() - 1) : text) + "ü!";
    }

    static AgentId agentId(int number) {
        return new AgentId(number + text(60));
    }

    Caller caller(CallerId id, QueueId queue, CallerLine line, OfferId offer) {
        Instant micro = now.plusNanos(1_000);
        return new Caller(
                tenant,
                id,
                arrival(queue, line),
                Set.of(Feature.values()),
                new Place(queue, now, now.minus(Duration.ofDays(1)).minusNanos(1_000)),
                CallerState.ENDED,
                new Search(offer, Integer.MAX_VALUE, 99, listOf(100, FullValues::agentId)),
                new CallbackPromise(
                        PhoneNumber.parse("+999999999999999"), now, LATEST, micro, 20, new CallId(-1L, 1L), true),
                agentId(7),
                micro,
                new Told(
                        new WaitEstimate(Duration.ofNanos(1), Duration.ofSeconds(2, 999_999_999), Duration.ofDays(7)),
                        Integer.MAX_VALUE,
                        Duration.ofNanos(123_456_789),
                        micro,
                        true),
                new Leaving(LeaveReason.NOT_REACHED, text(200), micro),
                micro,
                LATEST);
    }

    Arrival arrival(QueueId queue, CallerLine line) {
        return new Arrival(
                queue,
                line,
                PhoneNumber.parse("+1234567"),
                new ContactId(text(128)),
                text(Arrival.MAX_NAME),
                new CallerType(text(32)),
                Duration.ofDays(-1),
                skills(),
                "zh-Hant-TW",
                agentId(1),
                new CallData(("{\"text\":\"\t" + HARD + "\"}\r\n").repeat(300)));
    }

    /** A line whose names are as long as names may be. */
    static CallerLine line(String unique) {
        return new CallerLine(
                new CarrierAccountId(unique + text(64 - unique.length())),
                new CarrierCallId(unique + text(256 - unique.length())));
    }

    Agent agent(AgentId id, CallerId caller, OfferId offer) {
        Instant micro = now.plusNanos(1_000);
        return new Agent(
                tenant,
                id,
                new AgentProfile(
                        text(200),
                        AgentProfile.MAX_CAPACITY,
                        listOf(AgentProfile.MAX_QUEUES, FullValues::membership),
                        skills(),
                        text(500)),
                Presence.AWAY,
                text(200),
                now,
                micro,
                List.of(new Engagement(caller, offer, true, now), new Engagement(caller, offer, false, micro)),
                LATEST,
                new AgentRecord(
                        Long.MAX_VALUE,
                        Duration.ofDays(40_000).plusNanos(1),
                        Integer.MAX_VALUE,
                        1.0 / 3,
                        Instant.EPOCH,
                        micro),
                micro,
                LATEST);
    }

    Offer offer(OfferId id, QueueId queue, CallerId caller) {
        Instant micro = now.plusNanos(1_000);
        Decision decision = new Decision(
                text(64),
                Membership.MAX_TIER,
                Integer.MAX_VALUE,
                listOf(Decision.MAX, number -> new Candidate(agentId(number), number, 100 - number, text(100))));
        return new Offer(
                tenant,
                id,
                queue,
                caller,
                Integer.MAX_VALUE,
                OfferState.FAILED,
                listOf(100, FullValues::agentId),
                now,
                micro,
                decision,
                text(200),
                micro);
    }

    static Skills skills() {
        Map<String, Integer> levels = new HashMap<>();
        IntStream.rangeClosed(1, Skills.MAX).forEach(level -> levels.put(level + text(60), level));
        return new Skills(levels);
    }

    private static Membership membership(int number) {
        return new Membership(
                new QueueId(number + text(60)), number % Membership.MAX_TIER + 1, Integer.MIN_VALUE + number);
    }

    static <T> List<T> listOf(int size, IntFunction<T> elements) {
        return IntStream.range(0, size).mapToObj(elements).toList();
    }
}
