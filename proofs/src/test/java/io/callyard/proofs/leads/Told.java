package io.callyard.proofs.leads;

import io.callyard.model.CallId;
import io.callyard.model.TenantId;
import io.callyard.model.lead.LeadId;

/** What a page was told: that a lead has its call, and which. */
record Told(TenantId tenant, LeadId lead, CallId call) {}
