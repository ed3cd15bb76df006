package io.callyard.audit;

import io.callyard.event.CallEvent;
import io.callyard.event.InboundEvent;
import io.callyard.event.LoggedEvent;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.Outcome;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.Offer;
import io.callyard.model.lead.Lead;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a tenant's event log by folding it.
 *
 * <p>It knows the outbound calls, the leads and the inbound queues of a tenant, whose events share one log.
 *
 * <p>It says only what the events prove. Whether a call of one lane was passed over by a call of
 * another depends on carrier accounts, whose limits are not in a tenant's log: then it keeps silent
 * unless both would have used the same account. Whether a caller was passed over depends on skills:
 * that is counted at {@link InboundView#order}, and not judged.
 *
 * <p>After a gap it begins anew with the event behind the gap, and takes each call, caller and agent for
 * what the next event says. So a log of which the beginning is gone can be checked as well; it then proves less.
 *
 * <p>An event has to carry the instant by which the store judged the change: {@code Step.now()}, or
 * {@code Floor.now()}.
 *
 * <p>Memory: some 300 bytes for a call that is not over, some 170 for one that is, until {@link
 * #forgetEnded}. Some 320 bytes for a caller who waits, 530 for an open offer, and 260 for a caller
 * who has left with the one offer he had, until then.
 *
 * <p><b>Threads.</b> One at a time.
 */
public final class EventAudit {
    /** How many violations are kept; the rest is counted. */
    public static final int MAX_KEPT = 100;

    private static final List<Rule> OUTBOUND_RULES = List.of(
            new KnownCallRule(),
            new OneEndRule(),
            new LegalStepRule(),
            new AttemptNumbersRule(),
            new OneSlotRule(),
            new NeverTwiceRule(),
            new OncePerContactRule(),
            new KnownLeadRule(),
            new OneLeadCallRule(),
            new TenantLimitRule(),
            new DirectFloorRule(),
            new CampaignLimitRule(),
            new CampaignDelayRule(),
            new CampaignRunsRule(),
            new CampaignStepRule(),
            new NotBeforeRule(),
            new PositionRule(),
            new DirectFirstRule(),
            new OrderRule());

    private final TenantId tenant;
    private final Set<Invariant> ignored = EnumSet.noneOf(Invariant.class);
    private final List<Violation> violations = new ArrayList<>();
    private List<Rule> inboundRules = InboundRules.within(OfferBounds.STANDARD);
    private long violationCount;
    private Fold fold;
    private boolean startsAnywhere;

    private EventAudit(TenantId tenant, boolean complete) {
        this.tenant = tenant;
        fold = new Fold(complete);
        startsAnywhere = !complete;
    }

    /** Begins with a tenant's first event, number 1. */
    public static EventAudit of(TenantId tenant) {
        return new EventAudit(tenant, true);
    }

    /** Begins with whatever event comes first: the older ones may be gone. */
    public static EventAudit ofTrimmed(TenantId tenant) {
        return new EventAudit(tenant, false);
    }

    /** Leaves invariants out, from now on. */
    public EventAudit without(Invariant... invariants) {
        ignored.addAll(List.of(invariants));
        return this;
    }

    /** Judges from now on by other bounds for the ends of offers than {@link OfferBounds#STANDARD}. */
    public EventAudit within(OfferBounds bounds) {
        inboundRules = InboundRules.within(bounds);
        return this;
    }

    /** Takes the next event. */
    public void accept(LoggedEvent logged) {
        CallId call =
                logged.event() instanceof CallEvent event ? event.subject().id() : null;
        if (!logged.tenant().equals(tenant)) {
            add(new Violation(
                    Invariant.OWN_TENANT, tenant, logged.seq(), call, "an event of tenant " + logged.tenant()));
            return;
        }
        if (!isNext(logged.seq(), call)) {
            return;
        }
        judge(logged, call, logged.event() instanceof InboundEvent ? inboundRules : OUTBOUND_RULES);
        fold.apply(logged);
    }

    private void judge(LoggedEvent logged, @Nullable CallId call, List<Rule> rules) {
        for (Rule rule : rules) {
            String problem = rule.problemWith(logged, fold);
            if (problem != null) {
                add(new Violation(rule.invariant(), tenant, logged.seq(), call, problem));
            }
        }
    }

    private boolean isNext(long seq, @Nullable CallId call) {
        long expected = fold.lastSeq() + 1;
        if (seq != expected && !startsAnywhere) {
            add(new Violation(
                    Invariant.GAPLESS, tenant, seq, call, "number " + seq + " where " + expected + " was to come"));
            if (seq < expected) {
                return false;
            }
            fold = new Fold(false);
        }
        startsAnywhere = false;
        return true;
    }

    private void add(Violation violation) {
        if (ignored.contains(violation.invariant())) {
            return;
        }
        violationCount++;
        if (violations.size() < MAX_KEPT) {
            violations.add(violation);
        }
    }

    /** Returns the violations found so far, oldest first, at most {@value #MAX_KEPT}. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Returns how many violations were found so far. */
    public long violationCount() {
        return violationCount;
    }

    /**
     * Returns a violation for each call and each offer that is not over and each caller who has not left, at most
     * {@value #MAX_KEPT}: for the end of a run in which everything had time to end.
     */
    public List<Violation> atEnd() {
        Stream<Violation> calls = fold.openCalls().stream()
                .map(call -> atLast(
                        Invariant.EVERY_CALL_ENDS,
                        call.subject().id(),
                        "still " + call.state() + (call.holdsSlot() ? ", with a slot" : "")));
        Stream<Violation> callers = fold.inbound().callers().stream()
                .map(caller -> atLast(
                        Invariant.EVERY_CALLER_LEAVES, null, "caller " + caller.id() + " is still " + caller.state()));
        Stream<Violation> offers = fold.inbound().offers().stream()
                .map(offer -> atLast(
                        Invariant.EVERY_OFFER_ENDS,
                        null,
                        "offer " + offer.id() + " of caller " + offer.caller().id() + " is still open"));
        return Stream.of(calls, callers, offers)
                .flatMap(each -> each)
                .filter(violation -> !ignored.contains(violation.invariant()))
                .limit(MAX_KEPT)
                .toList();
    }

    private Violation atLast(Invariant invariant, @Nullable CallId call, String text) {
        return new Violation(invariant, tenant, fold.lastSeq(), call, text);
    }

    /**
     * Holds a stored call against the events so far. Both have to be of the same instant.
     *
     * @return in what they differ; empty if in nothing that the events tell
     */
    public Optional<Violation> compare(Call stored) {
        return Optional.ofNullable(Comparison.of(stored, fold)).map(text -> tables(stored.id(), text));
    }

    /**
     * Holds a stored campaign against the events so far. Both have to be of the same instant.
     *
     * @return in what they differ; empty if in nothing that the events tell
     */
    public Optional<Violation> compare(Campaign stored) {
        return Optional.ofNullable(Comparison.of(stored, fold)).map(text -> tables(null, text));
    }

    /**
     * Holds a stored caller against the events so far. Both have to be of the same instant.
     *
     * @return in what they differ; empty if in nothing that the events tell
     */
    public Optional<Violation> compare(Caller stored) {
        return Optional.ofNullable(InboundComparison.of(stored, fold.inbound()))
                .map(text -> tables(null, "caller " + stored.id() + ": " + text));
    }

    /**
     * Holds a stored agent against the events so far. Both have to be of the same instant.
     *
     * @return in what they differ; empty if in nothing that the events tell
     */
    public Optional<Violation> compare(Agent stored) {
        return Optional.ofNullable(InboundComparison.of(stored, fold.inbound()))
                .map(text -> tables(null, "agent " + stored.id() + ": " + text));
    }

    /**
     * Holds a stored offer against the events so far. Both have to be of the same instant.
     *
     * @return in what they differ; empty if in nothing that the events tell
     */
    public Optional<Violation> compare(Offer stored) {
        return Optional.ofNullable(InboundComparison.of(stored, fold.inbound()))
                .map(text -> tables(null, "offer " + stored.id() + ": " + text));
    }

    /**
     * Holds a stored lead against the events so far. Both have to be of the same instant.
     *
     * @return in what they differ; empty if in nothing that the events tell
     */
    public Optional<Violation> compare(Lead stored) {
        return Optional.ofNullable(LeadComparison.of(stored, fold))
                .map(text -> tables(null, "lead " + stored.id() + ": " + text));
    }

    private Violation tables(@Nullable CallId call, String text) {
        return atLast(Invariant.TABLES, call, text);
    }

    /**
     * Drops what is known of calls and offers that are over and of callers who have left, for logs that never end. A
     * late report on such a call passes from now on, a contact reached by one is no longer known as reached, the id of
     * a callback's call may come again, and a lead that was dialled is forgotten with them.
     */
    public void forgetEnded() {
        fold.forgetEnded();
    }

    /** Returns what the events of the inbound queues add up to. To be asked anew behind a gap. */
    public InboundView inbound() {
        return new InboundView(fold.inbound());
    }

    /** Returns the number of the newest event, 0 if there was none. */
    public long lastSeq() {
        return fold.lastSeq();
    }

    /** Returns the limits in force, once an event has told them. */
    public Optional<TenantLimits> limits() {
        return Optional.ofNullable(fold.limits());
    }

    /** Returns how many calls hold a slot. */
    public int live() {
        return fold.live();
    }

    /** Returns how many direct calls hold a slot. */
    public int liveDirect() {
        return fold.liveDirect();
    }

    /** Returns a call that is not over. */
    public Optional<CallView> call(CallId id) {
        return Optional.ofNullable(fold.call(id)).map(FoldedCall::view);
    }

    /** Returns the calls that are not over, in the order in which they came into the log. */
    public List<CallView> openCalls() {
        return fold.openCalls().stream().map(FoldedCall::view).toList();
    }

    /** Returns how a call ended, if it has and is not forgotten. */
    public Optional<Outcome> outcome(CallId id) {
        return Optional.ofNullable(fold.outcome(id));
    }

    /** Returns a campaign whose beginning is in the log. */
    public Optional<CampaignView> campaign(CampaignId id) {
        return Optional.ofNullable(fold.lane(id)).map(FoldedLane::view);
    }
}
