package io.callyard.broadcast.websocket;

import io.callyard.lead.LeadRun;
import io.callyard.lead.Leads;
import io.callyard.model.lead.LeadId;
import io.callyard.spi.scheduling.Scheduler;
import io.callyard.spi.security.Principal.Role;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.wire.JsonWriter;
import io.callyard.wire.LeadRunJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles {@code leads_fetched}: a page shows the user leads of his, so those that were never called are.
 *
 * <pre>{@code
 * CallyardSockets.of(engine.broadcaster(), authenticator, scheduler)
 *         .messages(ClientMessages.of(Map.of(LeadsFetched.TYPE, new LeadsFetched(engine.leads(), scheduler))))
 * }</pre>
 *
 * <p>{@code {"type":"leads_fetched","lead_ids":["a","b"]}} is about these leads; with {@code null}, or without the
 * member, it is about all that are pending. It asks for the role {@code OPERATOR}, and only leads of the user himself
 * are dialled. The answer is {@code {"type":"leads_run",…}} with the members that {@code POST /api/leads/fetched} has,
 * at most {@value #MOST_TOLD} elements to a list and {@code left_out} counting the rest; or {@code
 * {"type":"error","of":"leads_fetched","code":…,"reason":…}} with one of these codes, and the socket stays open:
 *
 * <ul>
 *   <li>{@code forbidden}: the role is lacking
 *   <li>{@code invalid}: the message is not what it should be
 *   <li>{@code busy}: too many such messages of the user wait
 *   <li>{@code unavailable}: the store does not answer; what was dialled stays so, and it may be sent again
 *   <li>{@code failed}: a fault here; it is logged
 * </ul>
 *
 * <p>For each user one such message is worked on at a time on this node; those that wait and are about all pending
 * leads are one. Pages may say it as often as they like: each lead is dialled once, ever (see {@link Leads}).
 *
 * <p><b>Threads.</b> Safe for many threads. It never blocks; leads are dialled on threads of the scheduler's.
 */
public final class LeadsFetched implements ClientMessages.Handler {
    /** The type of the messages. */
    public static final String TYPE = "leads_fetched";

    /** How many elements of each list an answer tells. */
    public static final int MOST_TOLD = 100;

    private static final Logger log = LoggerFactory.getLogger(LeadsFetched.class);
    private static final String IDS = "lead_ids";

    private final LeadFetches fetches;

    /**
     * Dials leads.
     *
     * @param leads an engine's
     * @param scheduler gives threads
     */
    public LeadsFetched(Leads leads, Scheduler scheduler) {
        fetches = new LeadFetches(leads, scheduler);
    }

    @Override
    public void handle(ClientMessage message, SocketPeer sender) {
        if (!sender.principal().has(Role.OPERATOR)) {
            refuse(sender, "forbidden", "the role OPERATOR is needed");
            return;
        }
        List<LeadId> ids;
        try {
            ids = ids(message);
        } catch (InvalidMessageException e) {
            refuse(sender, "invalid", String.valueOf(e.getMessage()));
            return;
        }
        if (!fetches.fetch(sender.principal(), ids, (run, failure) -> answer(sender, run, failure))) {
            refuse(sender, "busy", "too many of these messages wait; send it again later");
        }
    }

    /** A list that is not there because its name was misspelt must not mean all. */
    private static @Nullable List<LeadId> ids(ClientMessage message) throws InvalidMessageException {
        if (!Set.of(IDS).containsAll(message.members().keySet())) {
            throw new InvalidMessageException("the only member beside type is " + IDS);
        }
        List<String> texts = message.texts(IDS);
        if (texts == null) {
            return null;
        }
        List<LeadId> ids = new ArrayList<>();
        for (String text : texts) {
            try {
                ids.add(new LeadId(text));
            } catch (IllegalArgumentException e) {
                throw new InvalidMessageException(IDS + ": " + e.getMessage());
            }
        }
        return ids;
    }

    private static void answer(SocketPeer sender, @Nullable LeadRun run, @Nullable RuntimeException failure) {
        if (run != null) {
            sender.sendJson(JsonWriter.text(json -> {
                json.field("type", "leads_run");
                LeadRunJson.members(json, run, MOST_TOLD);
            }));
        } else if (failure instanceof StoreUnavailableException) {
            log.atWarn().addKeyValue("why", failure.getMessage()).log("the store did not answer a client's message");
            refuse(sender, "unavailable", "the store does not answer; send it again");
        } else {
            log.error("leads that were fetched could not be dialled", failure);
            refuse(sender, "failed", "internal error");
        }
    }

    private static void refuse(SocketPeer sender, String code, String reason) {
        sender.sendJson(JsonWriter.text(json -> json.field("type", "error")
                .field("of", TYPE)
                .field("code", code)
                .field("reason", reason)));
    }
}
