package io.callyard.model.inbound;

import io.callyard.internal.Checks;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an agent can do.
 *
 * @param name for people, may be empty
 * @param capacity how many callers at once: 1 for people; a program may take more
 * @param queues the queues he serves, each once
 * @param skills what he knows
 * @param device where he is rung: an address that the carrier driver understands, such as a number, a SIP URI or a
 *     client's name; may be empty if the application rings him itself
 */
public record AgentProfile(String name, int capacity, List<Membership> queues, Skills skills, String device) {
    /** The largest capacity. */
    public static final int MAX_CAPACITY = 1_000;

    /** How many queues at most. */
    public static final int MAX_QUEUES = 100;

    public AgentProfile {
        Checks.text(name, "agent name", 200);
        Checks.text(device, "agent device", 500);
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "an agent's capacity must be 1 to " + MAX_CAPACITY + ", but was " + capacity);
        }
        if (queues.size() > MAX_QUEUES) {
            throw new IllegalArgumentException(
                    "an agent serves at most " + MAX_QUEUES + " queues, but was given " + queues.size());
        }
        Set<QueueId> seen = new HashSet<>();
        queues.forEach(member -> {
            if (!seen.add(member.queue())) {
                throw new IllegalArgumentException("queue " + member.queue() + " is named twice");
            }
        });
        queues = List.copyOf(queues);
    }

    /** A person in one queue, without special skills. */
    public static AgentProfile of(String name, QueueId queue) {
        return new AgentProfile(name, 1, List.of(Membership.of(queue)), Skills.NONE, "");
    }

    /** This profile with other skills. */
    public AgentProfile knowing(Skills value) {
        return new AgentProfile(name, capacity, queues, value, device);
    }

    /** This profile in other queues. */
    public AgentProfile serving(List<Membership> value) {
        return new AgentProfile(name, capacity, value, skills, device);
    }

    /** This profile with another capacity. */
    public AgentProfile withCapacity(int value) {
        return new AgentProfile(name, value, queues, skills, device);
    }

    /** This profile with another device. */
    public AgentProfile rungAt(String value) {
        return new AgentProfile(name, capacity, queues, skills, value);
    }

    /** Returns the part in a queue; empty if he does not serve it. */
    public Optional<Membership> in(QueueId queue) {
        return queues.stream().filter(member -> member.queue().equals(queue)).findFirst();
    }
}
