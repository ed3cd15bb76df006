package io.callyard.telephony.twilio;

import io.callyard.audit.EventAudit;
import io.callyard.audit.OfferBounds;
import io.callyard.event.CallEvent;
import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallerEvent.CallerJoined;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.LoggedEvent;
import io.callyard.event.OfferEvent;
import io.callyard.fake.Party;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.Campaign;
import io.callyard.model.Outcome;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerId;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.OfferId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a day's event log, its tables and the carrier's own books against each other. */
final class DayFindings {
    /** Nodes may be frozen or away for a while. */
    private static final OfferBounds BOUNDS = new OfferBounds(Duration.ofSeconds(20), Duration.ofMinutes(5));

    final List<String> problems;
    final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    final Map<LeaveReason, Integer> left = new EnumMap<>(LeaveReason.class);
    final int callers;
    final int crashes;
    final int forgeries;
    final int replays;
    final Map<String, Integer> troubles;
    final Map<Integer, Integer> statuses;
    long events;
    int made;

    /** How many talks nobody has heard the end of, so that their agents were taken for busy for hours. */
    int unheard;

    String digest = "";
    private final CarrierDay day;
    private final Map<CallId, Call> calls = new LinkedHashMap<>();

    private DayFindings(CarrierDay day) {
        this.day = day;
        problems = day.problems;
        callers = day.callers;
        crashes = day.nodes.crashes;
        forgeries = day.nodes.forgeries;
        replays = day.nodes.replays;
        troubles = day.trouble.counts;
        statuses = day.nodes.statuses;
    }

    static DayFindings of(CarrierDay day) {
        DayFindings findings = new DayFindings(day);
        findings.checkLog();
        findings.checkCalls();
        findings.checkFloor();
        findings.checkCarrier();
        day.scheduler.failures().stream()
                // The dead do not work.
                .filter(failure -> !"the node has crashed".equals(failure.getMessage()))
                .forEach(failure -> findings.problems.add("a task failed: " + failure + trace(failure)));
        return findings;
    }

    private static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement line : failure.getStackTrace()) {
            if (line.getClassName().startsWith("io.callyard") && text.length() < 600) {
                text.append(" < ").append(line.getFileName()).append(':').append(line.getLineNumber());
            }
        }
        return text.toString();
    }

    private void checkLog() {
        EventAudit audit = EventAudit.of(CarrierDay.TENANT).within(BOUNDS);
        Set<CallId> ids = new LinkedHashSet<>();
        Set<CallerId> callerIds = new LinkedHashSet<>();
        Set<OfferId> offers = new LinkedHashSet<>();
        Map<CallerId, Integer> leavings = new LinkedHashMap<>();
        MessageDigest sum = sha256();
        for (LoggedEvent logged : day.store.read(CarrierDay.TENANT, 0, Integer.MAX_VALUE)) {
            events++;
            audit.accept(logged);
            sum.update(logged.toString().getBytes(StandardCharsets.UTF_8));
            if (logged.event() instanceof CallEvent event) {
                ids.add(event.subject().id());
            } else if (logged.event() instanceof CallerJoined joined) {
                callerIds.add(joined.caller());
            } else if (logged.event() instanceof OfferEvent offer) {
                offers.add(offer.offer());
            }
            if (logged.event() instanceof CallEnded ended) {
                outcomes.merge(ended.outcome(), 1, Integer::sum);
            } else if (logged.event() instanceof CallerLeft gone) {
                left.merge(gone.reason(), 1, Integer::sum);
                unheard += gone.detail().startsWith("no end") ? 1 : 0;
                leavings.merge(gone.caller(), 1, Integer::sum);
            }
        }
        digest = HexFormat.of().formatHex(sum.digest());
        audit.violations().forEach(violation -> problems.add(violation.toString()));
        audit.atEnd().forEach(violation -> problems.add("at the end: " + violation));
        for (CallId id : ids) {
            Call call = day.store.find(CarrierDay.TENANT, id).orElseThrow();
            calls.put(id, call);
            audit.compare(call).ifPresent(violation -> problems.add(violation.toString()));
        }
        for (Campaign campaign : day.store.campaigns(CarrierDay.TENANT)) {
            audit.compare(campaign).ifPresent(violation -> problems.add(violation.toString()));
        }
        for (CallerId id : callerIds) {
            Caller caller = day.store.callerAnywhere(id).orElseThrow();
            audit.compare(caller).ifPresent(violation -> problems.add(violation.toString()));
            if (caller.state() != CallerState.ENDED || leavings.getOrDefault(id, 0) != 1) {
                problems.add("caller " + id + " is " + caller.state() + " and has left " + leavings.getOrDefault(id, 0)
                        + " times");
            }
        }
        for (OfferId id : offers) {
            day.store
                    .offerAnywhere(id)
                    .flatMap(audit::compare)
                    .ifPresent(violation -> problems.add(violation.toString()));
        }
        for (Agent agent : agents()) {
            audit.compare(agent).ifPresent(violation -> problems.add(violation.toString()));
        }
    }

    private List<Agent> agents() {
        return day.store.viewFloor(CarrierDay.TENANT, floor -> floor.agents());
    }

    /** Everything has ended, once; nothing that was accepted is lost, and no slot is taken. */
    private void checkCalls() {
        calls.forEach((id, call) -> {
            if (call.state() != CallState.ENDED) {
                problems.add("call " + id + " is still " + call.state() + ", " + call.reason());
            }
        });
        for (CallId id : day.accepted) {
            if (!calls.containsKey(id)) {
                problems.add("accepted call " + id + " is lost");
            }
        }
        int live = day.store.tenantUsage(CarrierDay.TENANT).live()
                + day.store.accountUsage(TenantLimits.DEFAULT_ACCOUNT).live()
                + day.store.systemUsage().live();
        if (live != 0) {
            problems.add(live + " slots are still taken");
        }
    }

    private void checkFloor() {
        for (Agent agent : agents()) {
            if (!agent.engagements().isEmpty()) {
                problems.add("agent " + agent.id() + " is stuck: " + agent.engagements());
            }
        }
        int open = day.store.viewFloor(
                CarrierDay.TENANT, floor -> floor.openOffers().size());
        if (open > 0) {
            problems.add(open + " offers are still open");
        }
    }

    /** What the carrier knows: whom it has called, how often, and how that ended. */
    private void checkCarrier() {
        Map<String, List<Call>> byNumber = new LinkedHashMap<>();
        calls.values()
                .forEach(call -> byNumber.computeIfAbsent(
                                call.subject().phoneNumber().e164(), any -> new ArrayList<>())
                        .add(call));
        for (String number : day.askedOnce) {
            int placed = day.carrier.placedCount(number);
            if (placed > 1) {
                problems.add("dialled " + placed + " times: " + number);
            }
        }
        byNumber.forEach((number, list) -> {
            int placed = day.carrier.placedCount(number);
            made += placed;
            int dialled = list.stream().mapToInt(Call::dialled).sum();
            if (placed > dialled) {
                problems.add(number + " was dialled " + placed + " times, and " + dialled + " are known");
            }
            if (list.size() == 1 && list.get(0).dialled() <= 1) {
                agree(number, list.get(0), placed);
            }
        });
        day.carrier.legs().stream()
                .filter(leg -> !leg.over())
                .forEach(leg ->
                        problems.add("at the carrier a call still lives: " + leg + story(byNumber.get(leg.to()))));
        day.carrier.complaints(problems::add);
    }

    private static String story(@Nullable List<Call> list) {
        return list == null
                ? ""
                : " of "
                        + list.stream()
                                .map(call -> call.id() + " " + call.state())
                                .toList();
    }

    private void agree(String number, Call call, int placed) {
        Outcome outcome = call.outcome();
        List<Party> parties = day.reactions.getOrDefault(number, List.of());
        boolean fits;
        if (placed == 0 || parties.isEmpty()) {
            fits = outcome == Outcome.FAILED
                    || outcome == Outcome.NOT_PLACED
                    || outcome == Outcome.CANCELED
                    || outcome == Outcome.UNKNOWN;
        } else {
            Set<Outcome> known = day.carrier.outcomes(parties.get(0));
            fits = known.contains(outcome) || (day.hungUp.contains(number) && outcome == Outcome.CANCELED);
        }
        if (!fits) {
            problems.add(call.id() + " to " + number + " ended as " + outcome + " (" + call.reason() + ", "
                    + (call.ending() == null ? "" : call.ending().cause()) + "), at the carrier "
                    + placed + " x " + parties);
        }
    }

    @Override
    public String toString() {
        return made + " made, " + outcomes + ", " + callers + " callers " + left + " (" + unheard + " unheard), "
                + events + " events, "
                + crashes + " crashes, " + forgeries + " forged, " + replays + " replayed, answers " + statuses + ", "
                + troubles;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
