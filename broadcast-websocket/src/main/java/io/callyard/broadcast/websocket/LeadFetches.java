package io.callyard.broadcast.websocket;

import io.callyard.lead.LeadRun;
import io.callyard.lead.Leads;
import io.callyard.model.TenantId;
import io.callyard.model.UserId;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.security.Principal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Has leads dialled that pages have fetched, for each user one fetch after the other. That no lead is dialled twice is
 * the store's doing; this keeps the tabs that all come back at once from asking it the same at once. Fetches of all
 * that is pending which wait are one: what the next finds holds for each of them.
 *
 * <p><b>Threads.</b> Safe for many threads. It never waits; leads are dialled on threads of the scheduler's.
 */
final class LeadFetches {
    /** How many fetches of one user may wait. */
    static final int MOST_WAITING = 100;

    private final Leads leads;
    private final Scheduler scheduler;

    /** Who has a thread at work, and what waits for it. Guarded by itself. */
    private final Map<User, Deque<Fetch>> waiting = new HashMap<>();

    private record User(TenantId tenant, UserId user) {}

    /**
     * What one page has fetched.
     *
     * @param ids which leads; absent: all that are pending
     * @param told told once what became of them, or what went wrong instead
     */
    private record Fetch(@Nullable List<LeadId> ids, BiConsumer<@Nullable LeadRun, @Nullable RuntimeException> told) {}

    LeadFetches(Leads leads, Scheduler scheduler) {
        this.leads = leads;
        this.scheduler = scheduler;
    }

    /**
     * Has leads of {@code who} dialled, soon.
     *
     * @param ids which; {@code null}: all that are pending
     * @param told told once what became of them, or what went wrong instead; not if this returns {@code false}
     * @return whether there was room for it
     */
    boolean fetch(
            Principal who, @Nullable List<LeadId> ids, BiConsumer<@Nullable LeadRun, @Nullable RuntimeException> told) {
        User user = new User(who.tenant(), who.user());
        synchronized (waiting) {
            Deque<Fetch> theirs = waiting.get(user);
            boolean idle = theirs == null;
            if (theirs == null) {
                theirs = new ArrayDeque<>();
                waiting.put(user, theirs);
            } else if (theirs.size() >= MOST_WAITING) {
                return false;
            }
            theirs.add(new Fetch(ids, told));
            if (!idle) {
                return true;
            }
        }
        scheduler.execute(() -> work(user));
        return true;
    }

    /** Does one thing, and goes on whatever becomes of it: else nobody would ever come back to this user. */
    private void work(User user) {
        List<Fetch> next = next(user);
        if (!next.isEmpty()) {
            try {
                dial(user, next);
            } finally {
                scheduler.execute(() -> work(user));
            }
        }
    }

    private void dial(User user, List<Fetch> fetches) {
        LeadRun run = null;
        RuntimeException failure = null;
        List<LeadId> ids = fetches.get(0).ids();
        try {
            run = ids == null
                    ? leads.fetched(user.tenant(), user.user())
                    : leads.fetched(user.tenant(), user.user(), ids);
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Fetch fetch : fetches) {
            fetch.told().accept(run, failure);
            run = run == null ? null : joined(run);
        }
    }

    /** The calls were made of the first; the others find them made. */
    private static LeadRun joined(LeadRun run) {
        return new LeadRun(0, run.called(), run.refused(), run.unknown(), run.ofOthers(), run.run());
    }

    /** Returns what is to be done next: one fetch, or all that ask for the same. None: there is nothing left to do. */
    private List<Fetch> next(User user) {
        synchronized (waiting) {
            Deque<Fetch> theirs = waiting.getOrDefault(user, new ArrayDeque<>());
            Fetch first = theirs.poll();
            if (first == null) {
                waiting.remove(user);
                return List.of();
            }
            List<Fetch> same = new ArrayList<>(List.of(first));
            if (first.ids() == null) {
                theirs.removeIf(other -> other.ids() == null && same.add(other));
            }
            return same;
        }
    }
}
