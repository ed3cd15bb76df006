package io.callyard.memory;

import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The leads of one tenant, by their ids and in the order in which they were added.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class TenantLeads {
    private final Map<LeadId, Lead> byId = new HashMap<>();
    private final Map<UserId, Lists> byUser = new HashMap<>();
    private final Lists all = new Lists();

    /** Leads by their positions, those of each state apart. */
    private static final class Lists {
        final Map<LeadState, NavigableMap<Long, Lead>> byState = new EnumMap<>(LeadState.class);

        Lists() {
            for (LeadState state : LeadState.values()) {
                byState.put(state, new TreeMap<>());
            }
        }

        NavigableMap<Long, Lead> of(LeadState state) {
            return byState.getOrDefault(state, new TreeMap<>());
        }
    }

    @Nullable
    Lead find(LeadId id) {
        return byId.get(id);
    }

    /** Returns leads by their positions, to be read. */
    NavigableMap<Long, Lead> list(@Nullable UserId user, LeadState state) {
        Lists lists = user == null ? all : byUser.getOrDefault(user, new Lists());
        return lists.of(state);
    }

    /** Puts a lead in the place of the one with its id. */
    void put(Lead lead) {
        Lead before = byId.put(lead.id(), lead);
        Lists own = byUser.computeIfAbsent(lead.user(), any -> new Lists());
        if (before != null) {
            own.of(before.state()).remove(before.position());
            all.of(before.state()).remove(before.position());
        }
        own.of(lead.state()).put(lead.position(), lead);
        all.of(lead.state()).put(lead.position(), lead);
    }
}
