package io.callyard.web;

import io.callyard.lead.LeadImport;
import io.callyard.lead.LeadRun;
import io.callyard.lead.LeadSourceException;
import io.callyard.lead.Leads;
import io.callyard.model.UserId;
import io.callyard.model.lead.Lead;
import io.callyard.model.lead.LeadId;
import io.callyard.model.lead.LeadState;
import io.callyard.spi.security.Principal.Role;
import io.callyard.wire.LeadRunJson;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/leads}: bringing leads in, listing them, and saying that a page has fetched them. Where no other user is
 * named, all of it is about the leads of whoever asks; only his own are ever dialled.
 */
final class LeadsResource {
    private static final Set<String> IDS = Set.of("lead_ids");
    private static final int LONGEST_PAGE = 1_000;
    private static final int PAGE = 100;

    private final Leads leads;

    LeadsResource(Leads leads) {
        this.leads = leads;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/api/leads", Role.OPERATOR, this::add),
                Route.of("GET", "/api/leads", Role.VIEWER, this::list),
                Route.of("POST", "/api/leads/fetched", Role.OPERATOR, this::fetched),
                Route.of("POST", "/api/leads/auto-call", Role.OPERATOR, this::fetched),
                Route.of("GET", "/api/leads/{id}", Role.VIEWER, this::get));
    }

    private void add(Exchange exchange) {
        UserId user = user(exchange);
        ContactRows rows = ContactRows.ofLeads(exchange.body());
        LeadImport result;
        try {
            result = leads.add(exchange.tenant(), user, rows);
        } catch (LeadSourceException e) {
            throw brokenOff(e, rows);
        }
        exchange.json(200, json -> LeadJson.counts(json, result, rows));
    }

    private static Problem brokenOff(LeadSourceException e, ContactRows rows) {
        Throwable cause = e.getCause();
        String why = cause instanceof Problem problem
                ? problem.getMessage()
                : Json.complaint(cause instanceof UncheckedIOException io ? io.getCause() : cause);
        return Problem.malformed("the list broke off: " + why).with(json -> LeadJson.counts(json, e.soFar(), rows));
    }

    private void list(Exchange exchange) {
        LeadState state = state(exchange.request().getParameter("state"));
        UserId user = isOfAll(exchange) ? null : user(exchange);
        long after = number(exchange, "after", 0, 0, Long.MAX_VALUE);
        int limit = (int) number(exchange, "limit", PAGE, 1, LONGEST_PAGE);
        List<Lead> page = leads.list(exchange.tenant(), user, state, after, limit);
        var counts = leads.counts(exchange.tenant(), user);
        exchange.json(200, json -> {
            json.list("leads", page, lead -> json.object(() -> LeadJson.members(json, lead, exchange.masked())));
            if (page.size() == limit) {
                json.field("next_after", page.get(limit - 1).position());
            }
            json.object("counts", () -> LeadJson.counts(json, counts));
        });
    }

    private void get(Exchange exchange) {
        Lead lead = leads.find(exchange.tenant(), id(exchange)).orElseThrow(LeadsResource::unknown);
        exchange.json(200, json -> LeadJson.members(json, lead, exchange.masked()));
    }

    /**
     * The twin of the message {@code leads_fetched}: a list of ids; or {@code null}, or no body at all, for all that are
     * pending. A list that is not there because its name was misspelt must not mean all.
     */
    private void fetched(Exchange exchange) {
        JsonFields fields = exchange.fieldsIfAny(IDS);
        boolean isOfAll = exchange.request().getContentType() == null || fields.isNull("lead_ids");
        List<LeadId> ids = fields.values("lead_ids", LeadId::new);
        if (!isOfAll && !fields.has("lead_ids")) {
            fields.error("lead_ids", "is missing; null stands for all that are pending");
        }
        fields.check();
        UserId user = exchange.principal().user();
        LeadRun run = isOfAll ? leads.fetched(exchange.tenant(), user) : leads.fetched(exchange.tenant(), user, ids);
        exchange.json(200, json -> LeadRunJson.members(json, run, Integer.MAX_VALUE));
    }

    /** Whose leads are meant: those of the user who is named, else of whoever asks. */
    private static UserId user(Exchange exchange) {
        String named = exchange.request().getParameter("user");
        try {
            return named == null ? exchange.principal().user() : new UserId(named);
        } catch (IllegalArgumentException e) {
            throw invalid("user", String.valueOf(e.getMessage()));
        }
    }

    private static boolean isOfAll(Exchange exchange) {
        String scope = exchange.request().getParameter("scope");
        if (scope == null || scope.equals("user")) {
            return false;
        }
        if (!scope.equals("tenant")) {
            throw invalid("scope", "must be user or tenant");
        }
        return true;
    }

    private static LeadState state(@Nullable String word) {
        if (word == null) {
            return LeadState.PENDING;
        }
        for (LeadState state : LeadState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
                return state;
            }
        }
        throw invalid("state", "must be pending or dialed");
    }

    private static long number(Exchange exchange, String name, long otherwise, long least, long most) {
        String text = exchange.request().getParameter(name);
        if (text == null) {
            return otherwise;
        }
        // ASCII digits only: the JDK also takes a sign and digits of other scripts.
        if (text.matches("[0-9]{1,18}")) {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw invalid(name, "must be a whole number from " + least + " to " + most);
    }

    private static Problem invalid(String parameter, String reason) {
        return Problem.invalid(List.of(new FieldError(parameter, reason)));
    }

    private static LeadId id(Exchange exchange) {
        try {
            return new LeadId(exchange.part("id"));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return Problem.notFound("there is no such lead");
    }
}
