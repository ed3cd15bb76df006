package io.callyard.store.jdbc.codec;

import io.callyard.event.CampaignEvent.CampaignChanged;
import io.callyard.event.CampaignEvent.CampaignCreated;
import io.callyard.event.CampaignEvent.CampaignStatusChanged;
import io.callyard.event.LimitsChanged;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignStatus;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantLimits;
import java.util.List;

/** The events of a tenant's campaigns and limits. */
final class TenantEventKinds {
    static final List<EventKind<?>> ALL = List.of(
            new EventKind<>(
                    EventCodec.CAMPAIGN_CREATED,
                    CampaignCreated.class,
                    (json, event) -> json.text("campaign", event.campaign())
                            .object("settings", event.settings(), CampaignCodec::write),
                    json -> new CampaignCreated(campaign(json), json.object("settings", CampaignCodec::read))),
            new EventKind<>(
                    EventCodec.CAMPAIGN_CHANGED,
                    CampaignChanged.class,
                    (json, event) -> json.text("campaign", event.campaign())
                            .object("settings", event.settings(), CampaignCodec::write),
                    json -> new CampaignChanged(campaign(json), json.object("settings", CampaignCodec::read))),
            new EventKind<>(
                    EventCodec.CAMPAIGN_STATUS_CHANGED,
                    CampaignStatusChanged.class,
                    (json, event) -> json.text("campaign", event.campaign())
                            .constant("from", event.from())
                            .constant("to", event.to()),
                    json -> new CampaignStatusChanged(
                            campaign(json),
                            json.constant("from", CampaignStatus.class),
                            json.constant("to", CampaignStatus.class))),
            new EventKind<>(
                    EventCodec.LIMITS_CHANGED,
                    LimitsChanged.class,
                    (json, event) -> json.number("max_live", event.limits().maxLive())
                            .number("direct_floor", event.limits().directFloor())
                            .text("account", event.limits().account()),
                    json -> new LimitsChanged(new TenantLimits(
                            json.integer("max_live"),
                            json.integer("direct_floor"),
                            json.text("account", CarrierAccountId::new)))));

    private TenantEventKinds() {}

    private static CampaignId campaign(JsonFields json) {
        return json.text("campaign", CampaignId::new);
    }
}
