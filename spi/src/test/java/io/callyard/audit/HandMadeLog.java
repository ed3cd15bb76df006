package io.callyard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.event.CallEvent.CallEnded;
import io.callyard.event.CallEvent.CallHeld;
import io.callyard.event.CallEvent.CallInDoubt;
import io.callyard.event.CallEvent.CallQueued;
import io.callyard.event.CallEvent.CallReserved;
import io.callyard.event.CallEvent.CallReturned;
import io.callyard.event.CallEvent.CallScheduled;
import io.callyard.event.CallEvent.CallStarted;
import io.callyard.event.CallEvent.CallStatusChanged;
import io.callyard.event.CampaignEvent.CampaignChanged;
import io.callyard.event.CampaignEvent.CampaignCreated;
import io.callyard.event.CampaignEvent.CampaignStatusChanged;
import io.callyard.event.Event;
import io.callyard.event.LimitsChanged;
import io.callyard.event.LoggedEvent;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallSubject;
import io.callyard.model.CallType;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCause;
import io.callyard.model.ContactId;
import io.callyard.model.NodeId;
import io.callyard.model.Outcome;
import io.callyard.model.PhoneNumber;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Writes a log event by event, and has it audited. Numbers and positions count up by themselves. */
final class HandMadeLog {
    static final TenantId TENANT = new TenantId("acme");
    static final Instant START = Instant.parse("2030-01-01T12:00:00Z");
    static final CarrierAccountId MAIN = new CarrierAccountId("main");
    static final CarrierAccountId OTHER = new CarrierAccountId("other");
    static final CampaignSettings SETTINGS =
            CampaignSettings.named("Spring").withMaxLive(9).withDelayBetween(Duration.ZERO);

    final EventAudit audit;
    private Instant now = START;
    private long seq;
    private long position;
    private final Map<CallId, Integer> attempts = new HashMap<>();

    private HandMadeLog(EventAudit audit) {
        this.audit = audit;
    }

    /** A log that begins with limits of ten live calls. */
    static HandMadeLog begin() {
        return empty().limits(10, 0);
    }

    static HandMadeLog empty() {
        return new HandMadeLog(EventAudit.of(TENANT));
    }

    static HandMadeLog trimmedAfter(long lastSeq) {
        HandMadeLog log = new HandMadeLog(EventAudit.ofTrimmed(TENANT));
        log.seq = lastSeq;
        return log;
    }

    static CallSubject direct(int number) {
        return subject(number, CallType.DIRECT, null, "+1555000" + (1_000 + number), null);
    }

    static CallSubject lead(int number, String contact) {
        return subject(number, CallType.LEAD, null, "+1555000" + (1_000 + number), contact);
    }

    static CallSubject of(String campaign, int number) {
        return subject(number, CallType.CAMPAIGN, campaign, "+1555000" + (1_000 + number), null);
    }

    static CallSubject subject(int number, CallType type, String campaign, String phoneNumber, String contact) {
        return new CallSubject(
                new CallId(new UUID(0, number)),
                type,
                campaign == null ? null : new CampaignId(campaign),
                null,
                null,
                contact == null ? null : new ContactId(contact),
                null,
                PhoneNumber.parse(phoneNumber));
    }

    HandMadeLog limits(int maxLive, int floor) {
        return add(new LimitsChanged(new TenantLimits(maxLive, floor, MAIN)));
    }

    HandMadeLog running(String campaign) {
        return running(campaign, SETTINGS);
    }

    HandMadeLog running(String campaign, CampaignSettings settings) {
        return created(campaign, settings).status(campaign, CampaignStatus.DRAFT, CampaignStatus.RUNNING);
    }

    HandMadeLog created(String campaign, CampaignSettings settings) {
        return add(new CampaignCreated(new CampaignId(campaign), settings));
    }

    HandMadeLog changed(String campaign, CampaignSettings settings) {
        return add(new CampaignChanged(new CampaignId(campaign), settings));
    }

    HandMadeLog status(String campaign, CampaignStatus from, CampaignStatus to) {
        return add(new CampaignStatusChanged(new CampaignId(campaign), from, to));
    }

    HandMadeLog queued(CallSubject... calls) {
        for (CallSubject call : calls) {
            queued(call, 0, ++position);
        }
        return this;
    }

    HandMadeLog queued(CallSubject call, int priority) {
        return queued(call, priority, ++position);
    }

    HandMadeLog queued(CallSubject call, int priority, long at) {
        position = Math.max(position, at);
        return add(new CallQueued(call, priority, at));
    }

    HandMadeLog held(CallSubject call, int seconds) {
        return add(new CallHeld(call, second(seconds), "not yet"));
    }

    HandMadeLog scheduled(CallSubject call, int seconds) {
        return add(new CallScheduled(call, 0, second(seconds), null));
    }

    /** The next attempt, on the main account. */
    HandMadeLog reserved(CallSubject... calls) {
        for (CallSubject call : calls) {
            reserved(call, MAIN);
        }
        return this;
    }

    HandMadeLog reserved(CallSubject call, CarrierAccountId account) {
        return reserved(call, attempts.getOrDefault(call.id(), 0) + 1, account);
    }

    HandMadeLog reserved(CallSubject call, int attempt, CarrierAccountId account) {
        attempts.put(call.id(), attempt);
        return add(new CallReserved(call, attempt, new NodeId("n"), account, now.plusSeconds(30)));
    }

    HandMadeLog returned(CallSubject call) {
        return add(new CallReturned(call, attempt(call), "busy", null));
    }

    HandMadeLog returned(CallSubject call, int notBefore) {
        return add(new CallReturned(call, attempt(call), "busy", second(notBefore)));
    }

    HandMadeLog inDoubt(CallSubject call) {
        return add(new CallInDoubt(call, attempt(call), "time-out"));
    }

    HandMadeLog started(CallSubject call) {
        return add(new CallStarted(call, attempt(call), null));
    }

    HandMadeLog moved(CallSubject call, CallState to) {
        return add(new CallStatusChanged(call, attempt(call), to));
    }

    HandMadeLog again(CallSubject call, int notBefore) {
        return add(new CallScheduled(call, attempt(call), second(notBefore), Outcome.BUSY));
    }

    HandMadeLog ended(CallSubject call) {
        return ended(call, Outcome.COMPLETED);
    }

    HandMadeLog ended(CallSubject call, Outcome outcome) {
        return add(new CallEnded(call, attempt(call), outcome, CarrierCause.of("over"), Duration.ZERO));
    }

    /** The call has had so many attempts before the log begins. */
    HandMadeLog tried(CallSubject call, int times) {
        attempts.put(call.id(), times);
        return this;
    }

    int attempt(CallSubject call) {
        return attempts.getOrDefault(call.id(), 0);
    }

    HandMadeLog add(Event event) {
        audit.accept(new LoggedEvent(TENANT, ++seq, now, event));
        return this;
    }

    /** What follows happens then. */
    HandMadeLog at(int seconds) {
        return at(second(seconds));
    }

    HandMadeLog at(Instant instant) {
        now = instant;
        return this;
    }

    HandMadeLog skip(int numbers) {
        seq += numbers;
        return this;
    }

    HandMadeLog without(Invariant... invariants) {
        audit.without(invariants);
        return this;
    }

    static Instant second(int seconds) {
        return START.plusSeconds(seconds);
    }

    void isClean() {
        assertThat(audit.violations()).isEmpty();
    }

    /** The newest event, and no other, breaks this invariant, and no other. */
    void breaks(Invariant invariant) {
        assertThat(audit.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.invariant()).as("%s", violation).isEqualTo(invariant);
            assertThat(violation.seq()).as("%s", violation).isEqualTo(seq);
            assertThat(violation.tenant()).isEqualTo(TENANT);
            assertThat(violation.toString()).doesNotContainPattern("\\+\\d{8,}");
        });
    }
}
