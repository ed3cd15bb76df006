package io.callyard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.audit.PlainFloor.Mistake;
import io.callyard.event.CallerEvent.CallbackDialed;
import io.callyard.event.CallerEvent.CallbackMissed;
import io.callyard.event.CallerEvent.CallerConnected;
import io.callyard.event.CallerEvent.CallerLeft;
import io.callyard.event.CallerEvent.CallerMoved;
import io.callyard.event.LoggedEvent;
import io.callyard.event.OfferEvent.OfferEnded;
import io.callyard.model.AgentId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Caller;
import io.callyard.model.inbound.CallerState;
import io.callyard.model.inbound.LeaveReason;
import io.callyard.model.inbound.Offer;
import io.callyard.model.inbound.OfferState;
import io.callyard.model.inbound.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A floor that makes no mistake raises no alarm; each mistake raises the alarm that names it. */
@Tag("R4.8")
@Tag("R4.10")
class AuditAgainstFloorTest {
    private static final int STEPS = 300;

    @Test
    void raisesNoFalseAlarm() {
        for (int seed = 0; seed < 150; seed++) {
            Run run = new Run(seed, Mistake.NONE);
            run.run();

            assertThat(run.found()).as("seed %s", seed).isEmpty();
        }
    }

    @Test
    void everyStayEndsAndEveryOffer() {
        for (int seed = 0; seed < 50; seed++) {
            Run run = new Run(seed, Mistake.NONE);
            run.run();
            run.closeDown();

            assertThat(run.found()).as("seed %s", seed).isEmpty();
            assertThat(run.audit.atEnd()).as("seed %s", seed).isEmpty();
        }
    }

    @Test
    void raisesNoFalseAlarmOverTheRestOfALog() {
        for (int seed = 0; seed < 40; seed++) {
            Run run = new Run(seed, Mistake.NONE);
            run.run();
            for (int cut = 1; cut < run.log.size(); cut += 37) {
                EventAudit rest = EventAudit.ofTrimmed(PlainFloor.TENANT);
                run.log.subList(cut, run.log.size()).forEach(rest::accept);
                String where = "seed " + seed + " from " + (cut + 1) + " on";
                assertThat(rest.violations()).as(where).isEmpty();
                assertThat(run.compare(rest)).as(where).isEmpty();
            }
        }
    }

    @Test
    void raisesNoFalseAlarmWhileItForgets() {
        for (int seed = 0; seed < 40; seed++) {
            Run run = new Run(seed, Mistake.NONE);
            run.run();
            EventAudit audit = EventAudit.of(PlainFloor.TENANT);
            run.log.forEach(event -> {
                audit.accept(event);
                if (event.seq() % 50 == 0) {
                    audit.forgetEnded();
                }
            });

            assertThat(audit.violations()).as("seed %s", seed).isEmpty();
            assertThat(run.compare(audit)).as("seed %s", seed).isEmpty();
        }
    }

    /** Without it the other tests could be empty. */
    @Test
    @Tag("R4.9")
    void comesToAllThatCanHappen() {
        Set<LeaveReason> reasons = EnumSet.noneOf(LeaveReason.class);
        Set<OfferState> ends = EnumSet.noneOf(OfferState.class);
        Set<Class<?>> events = new HashSet<>();
        for (int seed = 0; seed < 30; seed++) {
            Run run = new Run(seed, Mistake.NONE);
            run.run();
            for (LoggedEvent logged : run.log) {
                events.add(logged.event().getClass());
                if (logged.event() instanceof CallerLeft left) {
                    reasons.add(left.reason());
                } else if (logged.event() instanceof OfferEnded ended) {
                    ends.add(ended.state());
                }
            }
        }

        assertThat(reasons).containsExactlyInAnyOrder(LeaveReason.values());
        assertThat(ends).isEqualTo(EnumSet.complementOf(EnumSet.of(OfferState.OPEN, OfferState.ACCEPTED)));
        assertThat(events)
                .contains(CallbackDialed.class, CallbackMissed.class, CallerConnected.class, CallerMoved.class);
    }

    @ParameterizedTest
    @EnumSource(value = Mistake.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void findsEachMistake(Mistake mistake) {
        int found = 0;
        for (int seed = 0; seed < 20; seed++) {
            Run run = new Run(seed, mistake);
            run.run();
            List<Violation> violations = mistake.breaks == Invariant.TABLES ? run.differences : run.audit.violations();
            found += violations.isEmpty() ? 0 : 1;
            if (!violations.isEmpty()) {
                assertThat(violations.get(0).invariant()).as("seed %s", seed).isEqualTo(mistake.breaks);
            }
        }

        assertThat(found).as("runs of 20 in which it was found").isGreaterThanOrEqualTo(5);
    }

    /** Some minutes of a tenant, at random. */
    private static final class Run {
        final List<LoggedEvent> log = new ArrayList<>();
        final EventAudit audit = EventAudit.of(PlainFloor.TENANT);
        final List<Violation> differences = new ArrayList<>();
        private final PlainFloor floor;
        private final SplittableRandom random;

        Run(int seed, Mistake mistake) {
            random = new SplittableRandom(seed);
            floor = new PlainFloor(mistake, event -> {
                log.add(event);
                audit.accept(event);
            });
        }

        List<Violation> found() {
            List<Violation> all = new ArrayList<>(audit.violations());
            all.addAll(differences);
            return all;
        }

        void run() {
            for (int i = 0; i < 4; i++) {
                floor.register(new AgentId("agent-" + i), i == 0 ? 3 : 1);
                floor.choose(floor.agents.get(new AgentId("agent-" + i)), Presence.AVAILABLE);
            }
            Instant swept = floor.now;
            for (int i = 0; i < STEPS; i++) {
                floor.now = floor.now.plusMillis(random.nextInt(8) == 0 ? random.nextInt(12_000) : random.nextInt(800));
                if (swept.plusSeconds(20).isBefore(floor.now)) {
                    swept = floor.now;
                    floor.sweep();
                }
                step();
                differences.addAll(compare(audit));
            }
        }

        List<Violation> compare(EventAudit with) {
            List<Optional<Violation>> all = new ArrayList<>();
            floor.callers.values().forEach(caller -> all.add(with.compare(caller)));
            floor.agents.values().forEach(agent -> all.add(with.compare(agent)));
            floor.offers.values().forEach(offer -> all.add(with.compare(offer)));
            return all.stream().flatMap(Optional::stream).toList();
        }

        /** Everybody is served who can be, and the rest goes. */
        void closeDown() {
            floor.now = floor.now.plusSeconds(40);
            floor.sweep();
            List.copyOf(floor.callers.values()).forEach(caller -> {
                floor.finish(caller);
                floor.leave(floor.callers.get(caller.id()), LeaveReason.OVERFLOWED);
            });
        }

        private void step() {
            switch (random.nextInt(14)) {
                case 0, 1 -> arrive();
                case 2, 3, 4 -> floor.match(random.nextInt(4) == 0 ? 3 : 1);
                case 5 -> floor.sweep();
                case 6 -> ofAgent();
                case 7, 8, 9, 10 -> ofOffer();
                default -> ofCaller();
            }
        }

        private void arrive() {
            Caller caller = floor.callers.get(floor.arrive(Duration.ofSeconds(random.nextInt(3) * 30L)));
            switch (random.nextInt(4)) {
                case 0 -> floor.promise(caller, Duration.ZERO);
                case 1 -> floor.move(caller, PlainFloor.SUPPORT);
                default -> {}
            }
        }

        private void ofAgent() {
            Agent agent = one(List.copyOf(floor.agents.values()));
            switch (random.nextInt(9)) {
                case 0 -> floor.choose(agent, Presence.values()[random.nextInt(3)]);
                case 1 -> floor.wrappedUp(agent);
                case 2 -> floor.change(agent, 1 + random.nextInt(3));
                case 3, 4, 5 -> floor.choose(agent, Presence.AVAILABLE);
                default -> List.copyOf(floor.agents.values()).forEach(floor::heartbeat);
            }
        }

        private void ofOffer() {
            List<Offer> offers = new ArrayList<>(floor.offers.values());
            offers.removeIf(offer -> !offer.state().isOpen() && random.nextInt(20) > 0);
            if (offers.isEmpty()) {
                return;
            }
            Offer offer = one(offers);
            List<AgentId> asked = offer.ringing();
            AgentId agent = random.nextInt(8) == 0 || asked.isEmpty() ? new AgentId("agent-1") : one(asked);
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> floor.accept(offer, agent);
                case 3 -> floor.decline(offer, agent);
                case 4, 5, 6 -> floor.dial(offer);
                default -> floor.connect(offer);
            }
        }

        private void ofCaller() {
            CallerState state = CallerState.values()[random.nextInt(5)];
            List<Caller> some = floor.some(state);
            if (some.isEmpty()) {
                return;
            }
            Caller caller = one(some);
            if (state == CallerState.DIALING && random.nextInt(3) > 0) {
                floor.missed(caller);
                return;
            }
            switch (random.nextInt(14)) {
                case 0 -> floor.hangUp(caller);
                case 1, 2, 3 -> floor.promise(caller, Duration.ofSeconds(random.nextInt(30)));
                case 4 -> floor.move(caller, random.nextBoolean() ? PlainFloor.SALES : PlainFloor.SUPPORT);
                case 5 -> {
                    LeaveReason reason =
                            caller.callback() == null ? LeaveReason.OVERFLOWED : LeaveReason.CALLBACK_CANCELED;
                    floor.leave(caller, reason);
                }
                case 6 -> floor.missed(caller);
                default -> floor.finish(caller);
            }
        }

        private <T> T one(List<T> many) {
            return many.get(random.nextInt(many.size()));
        }
    }
}
