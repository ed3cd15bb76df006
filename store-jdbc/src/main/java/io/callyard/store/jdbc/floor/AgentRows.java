package io.callyard.store.jdbc.floor;

import io.callyard.model.AgentId;
import io.callyard.model.TenantId;
import io.callyard.model.inbound.Agent;
import io.callyard.model.inbound.Presence;
import io.callyard.store.jdbc.codec.AgentCodec;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Changes;
import io.callyard.store.jdbc.sql.Message;
import io.callyard.store.jdbc.sql.RowChange;
import io.callyard.store.jdbc.sql.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a tenant's agents, as far as they were read, and what was put in their place.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class AgentRows {
    /** How many are read before anybody asks: where callers wait there are few who could take them. */
    private static final int AT_FIRST = 32;

    private static final Comparator<Agent> BY_ID =
            Comparator.comparing(agent -> agent.id().value());
    private static final Comparator<Agent> LONGEST_IDLE =
            Comparator.comparing((Agent agent) -> agent.history().idleSince()).thenComparing(BY_ID);

    private static final String SELECT = "SELECT id, body FROM {agent} WHERE tenant = :tenant";
    private static final String ONE = SELECT + " AND id = :id";
    private static final String IDLE = SELECT + " AND idle_since >= :ever";
    private static final String BY_IDLENESS = " ORDER BY idle_since, id LIMIT ";
    private static final String FIRST_IDLE = IDLE + BY_IDLENESS + (AT_FIRST + 1);
    private static final String READY = IDLE + " AND ready_at <= :at" + BY_IDLENESS + ":max";
    private static final String DUE =
            SELECT + " AND attention_at >= :ever AND attention_at <= :at ORDER BY attention_at, id LIMIT :max";

    private static final RowChange PUT = RowChange.put(
            "agent",
            2,
            RowChange.text("tenant"),
            RowChange.text("id"),
            RowChange.number("idle_since"),
            RowChange.number("ready_at"),
            RowChange.number("attention_at"),
            RowChange.text("body"));

    private final TenantId tenant;

    /** What was read and nobody has looked at yet: half of the steps ask for no agent who is ready. */
    private final Map<AgentId, String> unread = new LinkedHashMap<>();

    private final Map<AgentId, Agent> known = new HashMap<>();
    private final Map<AgentId, Agent> saved = new LinkedHashMap<>();
    private boolean areAllKnown;
    private boolean areIdleKnown;

    AgentRows(TenantId tenant) {
        this.tenant = tenant;
    }

    /** Lets a message read the agents who have been idle longest. */
    void askFirst(Message message) {
        areIdleKnown = true;
        int[] rows = {0};
        message.ask(FIRST_IDLE, values().number("ever", Columns.EVER), row -> {
            AgentId id = new AgentId(row.getString(1));
            if (!known.containsKey(id)) {
                unread.put(id, row.getString(2));
            }
            areIdleKnown = ++rows[0] <= AT_FIRST;
        });
    }

    void ask(Message message, AgentId id) {
        message.ask(ONE, values().text("id", id.value()), this::read);
    }

    void askAll(Message message) {
        message.ask(SELECT, values(), this::read);
        areAllKnown = true;
        areIdleKnown = true;
    }

    void askReady(Message message, Instant now, int max, Consumer<Agent> sink) {
        Values values = values().number("ever", Columns.EVER)
                .number("at", Micros.of(now))
                .number("max", max);
        message.ask(READY, values, row -> sink.accept(read(row)));
    }

    void askDue(Message message, Instant now, int max, Consumer<Agent> sink) {
        Values values = values().number("ever", Columns.EVER)
                .number("at", Micros.of(now))
                .number("max", max);
        message.ask(DUE, values, row -> sink.accept(read(row)));
    }

    private Values.Named values() {
        return Values.none().text("tenant", tenant.value());
    }

    /** Whoever was read before is not read again: nobody else changes him while the tenant is locked. */
    private Agent read(ResultSet row) throws SQLException {
        AgentId id = new AgentId(row.getString(1));
        Agent agent = get(id);
        return agent == null ? keep(id, row.getString(2)) : agent;
    }

    private Agent keep(AgentId id, String body) {
        Agent agent = AgentCodec.read(tenant, id, body);
        known.put(id, agent);
        return agent;
    }

    /** Returns an agent who was read; null if he was not. */
    @Nullable
    Agent get(AgentId id) {
        String body = unread.remove(id);
        return body == null ? known.get(id) : keep(id, body);
    }

    /** Returns whether every agent there is was read. */
    boolean areAllKnown() {
        return areAllKnown;
    }

    /** Returns whether everybody was read whom nothing but time keeps from being asked. */
    boolean areIdleKnown() {
        return areIdleKnown;
    }

    /** Returns the agents who were read, by their ids. */
    List<Agent> all() {
        return read().stream().sorted(BY_ID).toList();
    }

    /** Returns those who were read and are ready, who has been idle the longest first. */
    List<Agent> ready(Instant now, int max) {
        return read().stream()
                .filter(agent -> agent.isReadyAt(now))
                .sorted(LONGEST_IDLE)
                .limit(max)
                .toList();
    }

    private List<Agent> read() {
        Set.copyOf(unread.keySet()).forEach(this::get);
        return List.copyOf(known.values());
    }

    void save(Agent agent) {
        unread.remove(agent.id());
        known.put(agent.id(), agent);
        saved.put(agent.id(), agent);
    }

    /** Adds what was saved and not written yet. */
    void addTo(Changes changes) {
        for (Agent agent : saved.values()) {
            boolean idle = agent.presence() == Presence.AVAILABLE
                    && agent.engagements().size() < agent.profile().capacity();
            changes.add(
                    PUT,
                    tenant.value(),
                    agent.id().value(),
                    idle ? Micros.of(agent.history().idleSince()) : null,
                    Micros.of(agent.wrapUpUntil()),
                    Columns.micros(agent.attentionAt()),
                    AgentCodec.body(agent));
        }
        saved.clear();
    }
}
