package io.callyard.spi.store;

import io.callyard.model.CallId;
import io.callyard.model.PolicyVerdict;
import io.callyard.model.lead.LeadId;
import java.util.List;

/**
 * Asks for the one call of a lead.
 *
 * @param lead which lead
 * @param call the id of its call, if one may be made; nobody else's
 * @param verdicts what the application's policies said about the call, in the order they were asked
 */
public record LeadOrder(LeadId lead, CallId call, List<PolicyVerdict> verdicts) {
    public LeadOrder {
        verdicts = List.copyOf(verdicts);
    }
}
