package io.callyard.fake.twilio;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queues of an account. */
final class QueueBook {
    private final Account account;
    /** By id, oldest first. */
    private final Map<String, TwilioQueue> bySid = new LinkedHashMap<>();

    private final Map<String, TwilioQueue> byName = new HashMap<>();

    QueueBook(Account account) {
        this.account = account;
    }

    /** Returns all, oldest first. */
    List<TwilioQueue> all() {
        return List.copyOf(bySid.values());
    }

    Optional<TwilioQueue> withSid(String sid) {
        return Optional.ofNullable(bySid.get(sid));
    }

    Optional<TwilioQueue> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    TwilioQueue create(String name, int maxSize) {
        TwilioQueue queue = new TwilioQueue(account.sids.next("QU"), name, maxSize, account.turns.now());
        bySid.put(queue.sid, queue);
        byName.put(name, queue);
        return queue;
    }

    void rename(TwilioQueue queue, String name) {
        byName.remove(queue.name);
        byName.put(name, queue);
        queue.name = name;
    }

    void remove(TwilioQueue queue) {
        bySid.remove(queue.sid);
        byName.remove(queue.name);
    }

    TwilioQueue namedOrNew(String name) {
        return named(name).orElseGet(() -> create(name, account.settings.queueSize()));
    }

    /** Joins whoever waits in front with the leg that has waited longest for somebody. */
    void match(TwilioQueue queue) {
        while (!queue.members.isEmpty() && !queue.dials.isEmpty()) {
            TwilioQueue.Member front = queue.members.get(0);
            DialQueue dial = queue.dials.remove(0);
            new QueueJoin(account, queue, front, dial).begin();
        }
    }
}
