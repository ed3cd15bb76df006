package io.callyard.model.lead;

import io.callyard.model.CallId;
import java.time.Instant;

/**
 * That a lead's call was taken in.
 *
 * @param call the one call that is ever made of the lead
 * @param at when it was taken in
 */
public record LeadDial(CallId call, Instant at) {}
