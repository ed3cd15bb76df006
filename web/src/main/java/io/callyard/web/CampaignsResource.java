package io.callyard.web;

import io.callyard.campaign.CampaignAction;
import io.callyard.campaign.Campaigns;
import io.callyard.campaign.ContactImport;
import io.callyard.campaign.ContactSourceException;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CampaignStatus;
import io.callyard.model.TenantId;
import io.callyard.spi.security.Principal.Role;
import io.callyard.spi.store.UnknownCampaignException;
import io.callyard.wire.JsonWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiFunction;

/** {@code /api/campaigns}: making, filling, steering and explaining campaigns. */
final class CampaignsResource {
    private final Campaigns campaigns;

    CampaignsResource(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/api/campaigns", Role.OPERATOR, this::create),
                Route.of("GET", "/api/campaigns", Role.VIEWER, this::list),
                Route.of("GET", "/api/campaigns/{id}", Role.VIEWER, this::get),
                Route.of("PUT", "/api/campaigns/{id}", Role.OPERATOR, this::change),
                Route.of("PATCH", "/api/campaigns/{id}", Role.OPERATOR, this::change),
                Route.of("GET", "/api/campaigns/{id}/explanation", Role.VIEWER, this::explain),
                Route.of("POST", "/api/campaigns/{id}/calls", Role.OPERATOR, this::add),
                Route.of("POST", "/api/campaigns/{id}/start", Role.OPERATOR, steer(campaigns::start)),
                Route.of("POST", "/api/campaigns/{id}/pause", Role.OPERATOR, steer(campaigns::pause)),
                Route.of("POST", "/api/campaigns/{id}/resume", Role.OPERATOR, steer(campaigns::resume)),
                Route.of("POST", "/api/campaigns/{id}/stop", Role.OPERATOR, steer(campaigns::stop)));
    }

    private void create(Exchange exchange) {
        JsonFields fields = exchange.fields(CampaignBody.settingsAnd("id"));
        CampaignId id = fields.value("id", CampaignId::new);
        fields.required("name", name -> name);
        CampaignSettings settings = CampaignBody.settings(fields, CampaignSettings.named(""));
        fields.check();
        TenantId tenant = exchange.tenant();
        Campaign campaign = id == null
                ? campaigns.create(tenant, settings)
                : campaigns
                        .create(tenant, id, settings)
                        .orElseThrow(() -> Problem.conflict("there is a campaign with this id"));
        exchange.json(201, json -> CampaignJson.members(json, campaign));
    }

    private void list(Exchange exchange) {
        List<Campaign> all = campaigns.list(exchange.tenant());
        exchange.json(
                200,
                json -> json.list(
                        "campaigns", all, campaign -> json.object(() -> CampaignJson.members(json, campaign))));
    }

    private void get(Exchange exchange) {
        answer(exchange, find(exchange));
    }

    private void change(Exchange exchange) {
        JsonFields fields = exchange.fields(CampaignBody.settingsAnd());
        CampaignSettings settings = CampaignBody.settings(fields, find(exchange).settings());
        fields.check();
        answer(exchange, campaigns.change(exchange.tenant(), id(exchange), settings));
    }

    private void explain(Exchange exchange) {
        CampaignId id = id(exchange);
        var explanation = campaigns.explain(exchange.tenant(), id).orElseThrow(CampaignsResource::unknown);
        exchange.json(200, json -> CallJson.explanation(json.id("id", id), explanation));
    }

    private void add(Exchange exchange) {
        Campaign campaign = find(exchange);
        if (campaign.status() == CampaignStatus.STOPPED) {
            throw Problem.conflict("the campaign was stopped");
        }
        ContactRows rows = ContactRows.of(exchange.body());
        ContactImport result;
        try {
            result = campaigns.add(campaign.tenant(), campaign.id(), rows);
        } catch (UnknownCampaignException e) {
            throw Problem.conflict(String.valueOf(e.getMessage()));
        } catch (ContactSourceException e) {
            throw brokenOff(e, rows);
        }
        exchange.json(200, json -> counts(json, result, rows));
    }

    private static Problem brokenOff(ContactSourceException e, ContactRows rows) {
        Throwable cause = e.getCause();
        String why = cause instanceof Problem problem
                ? problem.getMessage()
                : Json.complaint(cause instanceof UncheckedIOException io ? io.getCause() : cause);
        return Problem.malformed("the list broke off: " + why).with(json -> counts(json, e.soFar(), rows));
    }

    private static void counts(JsonWriter json, ContactImport result, ContactRows rows) {
        json.field("accepted", result.accepted())
                .field("duplicates", result.duplicates())
                .field("rejected_total", result.rejected())
                .list(
                        "rejected",
                        result.rejections(),
                        told -> json.object(() -> {
                            var rejection = rows.explain(told);
                            json.field("row", rejection.row()).field("reason", rejection.reason());
                        }));
    }

    private static Route.Handler steer(BiFunction<TenantId, CampaignId, CampaignAction> action) {
        return exchange -> answer(exchange, action.apply(exchange.tenant(), id(exchange)));
    }

    private static void answer(Exchange exchange, CampaignAction action) {
        if (action instanceof CampaignAction.Done done) {
            answer(exchange, done.campaign());
        } else if (action instanceof CampaignAction.NotPossible missed) {
            throw Problem.conflict(missed.reason())
                    .with(json -> json.word("campaign_status", missed.campaign().status()));
        } else {
            throw unknown();
        }
    }

    private static void answer(Exchange exchange, Campaign campaign) {
        exchange.json(200, json -> CampaignJson.members(json, campaign));
    }

    private Campaign find(Exchange exchange) {
        return campaigns.find(exchange.tenant(), id(exchange)).orElseThrow(CampaignsResource::unknown);
    }

    private static CampaignId id(Exchange exchange) {
        try {
            return new CampaignId(exchange.part("id"));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return Problem.notFound("there is no such campaign");
    }
}
