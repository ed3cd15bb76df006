package io.callyard.dispatch;

import io.callyard.model.Campaign;
import io.callyard.outbound.Explanation;
import io.callyard.outbound.Reason;
import io.callyard.outbound.Reason.Code;
import io.callyard.spi.store.CallSituation;
import io.callyard.spi.store.Store;
import java.util.List;

/**
 * Says why a campaign is not calling: why the first of its calls that wait does not go.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class CampaignExplainer {
    private final Store store;
    private final Accounts accounts;

    CampaignExplainer(Store store, Accounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    Explanation explain(Campaign campaign) {
        if (campaign.progress().waiting() == 0) {
            String text = campaign.progress().live() > 0
                    ? "its last calls are live, and none waits"
                    : campaign.progress().total() == 0 ? "it has no contacts" : "every contact has been dealt with";
            return new Explanation(List.of(new Reason(Code.NOTHING_WAITS, text, null)), null);
        }
        return store.nextInCampaign(campaign.tenant(), campaign.id())
                .flatMap(call -> store.situation(campaign.tenant(), call.id()))
                .map(this::explained)
                .orElseGet(() -> new Explanation(
                        List.of(new Reason(Code.NOTHING_WAITS, "its last calls have just begun", null)), null));
    }

    private Explanation explained(CallSituation situation) {
        return Explainer.explain(
                situation,
                accounts.restsUntil(situation.account()),
                accounts.carrier(situation.account()).isPresent());
    }
}
