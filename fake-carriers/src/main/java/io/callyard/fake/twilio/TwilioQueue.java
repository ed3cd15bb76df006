package io.callyard.fake.twilio;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A queue of the carrier's: first in, first out. */
final class TwilioQueue {
    final String sid;
    final Instant createdAt;
    final List<Member> members = new ArrayList<>();
    /** Legs that wait for somebody to come, first come first. */
    final List<DialQueue> dials = new ArrayList<>();

    private final Set<String> formerMembers = new HashSet<>();
    String name;
    int maxSize;
    Instant updatedAt;

    TwilioQueue(String sid, String name, int maxSize, Instant now) {
        this.sid = sid;
        this.name = name;
        this.maxSize = maxSize;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /**
     * A call that waits.
     *
     * @param step the verb that it waits in
     */
    record Member(TwilioCall call, EnqueueStep step, Instant since) {
        Duration waited(Instant now) {
            return Duration.between(since, now);
        }
    }

    Optional<Member> member(String callSid) {
        return members.stream()
                .filter(member -> member.call().sid.equals(callSid))
                .findFirst();
    }

    /** Returns a member's place, from 1; 0: it is none. */
    int position(String callSid) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).call().sid.equals(callSid)) {
                return i + 1;
            }
        }
        return 0;
    }

    boolean remove(String callSid) {
        formerMembers.add(callSid);
        return members.removeIf(member -> member.call().sid.equals(callSid));
    }

    boolean wasMember(String callSid) {
        return formerMembers.contains(callSid);
    }

    /** Returns how many seconds those who wait now have waited, on average. */
    long averageWait(Instant now) {
        return Math.round(members.stream()
                .mapToLong(member -> member.waited(now).toSeconds())
                .average()
                .orElse(0));
    }
}
