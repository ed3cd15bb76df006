package io.callyard.web;

import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.outbound.ConcurrencyManager;
import io.callyard.spi.security.Principal.Role;
import io.callyard.spi.store.TenantUsage;
import io.callyard.wire.LimitsJson;
import java.util.List;
import java.util.Set;

/** {@code /api/limits}: how many calls the tenant may have live, and has. */
final class LimitsResource {
    private static final Set<String> FIELDS = Set.of("max_live", "direct_floor", "account");

    private final ConcurrencyManager concurrency;

    LimitsResource(ConcurrencyManager concurrency) {
        this.concurrency = concurrency;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/limits", Role.VIEWER, this::get),
                Route.of("PUT", "/api/limits", Role.ADMIN, this::set),
                Route.of("PATCH", "/api/limits", Role.ADMIN, this::set));
    }

    private void get(Exchange exchange) {
        TenantUsage usage = concurrency.tenantUsage(exchange.tenant());
        exchange.json(200, json -> {
            LimitsJson.limits(json, usage.limits());
            json.field("live", usage.live()).field("live_direct", usage.liveDirect());
        });
    }

    /** What is left out stays as it is. */
    private void set(Exchange exchange) {
        JsonFields fields = exchange.fields(FIELDS);
        TenantId tenant = exchange.tenant();
        TenantLimits now = concurrency.tenantUsage(tenant).limits();
        Integer maxLive = fields.has("max_live") ? CampaignBody.limit(fields, "max_live") : null;
        Integer directFloor = fields.integer("direct_floor");
        CarrierAccountId account = fields.value("account", CarrierAccountId::new);
        fields.check();
        try {
            // A floor that was not named shrinks with the limit; one that was named must fit it.
            TenantLimits limits = maxLive == null ? now : now.withMaxLive(maxLive);
            limits = directFloor == null ? limits : limits.withDirectFloor(directFloor);
            concurrency.setTenantLimits(tenant, account == null ? limits : limits.withAccount(account));
        } catch (IllegalArgumentException e) {
            String field = directFloor == null ? "max_live" : "direct_floor";
            throw Problem.invalid(List.of(new FieldError(field, String.valueOf(e.getMessage()))));
        }
        get(exchange);
    }
}
