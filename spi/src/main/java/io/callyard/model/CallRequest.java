package io.callyard.model;

import io.callyard.internal.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the application asks for: one call.
 *
 * @param tenant whose call it is
 * @param type why it is made
 * @param phoneNumber the number to dial
 * @param campaign the campaign; present exactly when {@code type} is {@link CallType#CAMPAIGN}
 * @param user who asks, where a person does: that user's screens hear of the call
 * @param agent the human or AI agent that will speak
 * @param contact the called person in the application's records
 * @param contactName the called person's name
 * @param data what travels with the call
 * @param priority higher goes first among calls of the same type; absent: the type's default
 * @param scheduledFor not before this instant; absent or past: now
 * @param expiresAt given up if still waiting at this instant; absent: never
 * @param key makes the request repeatable: a second one with the same tenant, lane and key finds
 *     the first one's call; at most {@value #MAX_KEY} characters
 */
public record CallRequest(
        TenantId tenant,
        CallType type,
        PhoneNumber phoneNumber,
        @Nullable CampaignId campaign,
        @Nullable UserId user,
        @Nullable AgentId agent,
        @Nullable ContactId contact,
        @Nullable String contactName,
        CallData data,
        @Nullable Integer priority,
        @Nullable Instant scheduledFor,
        @Nullable Instant expiresAt,
        @Nullable String key) {
    /** The longest key. */
    public static final int MAX_KEY = 200;

    public CallRequest {
        if (key != null) {
            Checks.id(key, "idempotency key", MAX_KEY);
        }
        Checks.instant(scheduledFor, "scheduledFor");
        Checks.instant(expiresAt, "expiresAt");
        if (scheduledFor != null && expiresAt != null && !expiresAt.isAfter(scheduledFor)) {
            throw new IllegalArgumentException("expiresAt " + expiresAt + " is not after scheduledFor " + scheduledFor);
        }
        // The rest of the rules stand where the values are kept: see CallSubject.
        if ((type == CallType.CAMPAIGN) != (campaign != null)) {
            throw new IllegalArgumentException(
                    type == CallType.CAMPAIGN
                            ? "a campaign call needs a campaign id"
                            : "a " + type + " call has no campaign id");
        }
        if (contactName != null) {
            Checks.text(contactName, "contact name", CallSubject.MAX_NAME);
        }
    }

    /** Begins a direct call: one that a person asks for, now. */
    public static Builder direct(TenantId tenant, PhoneNumber phoneNumber) {
        return new Builder(tenant, CallType.DIRECT, null, phoneNumber);
    }

    /** Begins a campaign call. */
    public static Builder campaign(TenantId tenant, CampaignId campaign, PhoneNumber phoneNumber) {
        return new Builder(tenant, CallType.CAMPAIGN, campaign, phoneNumber);
    }

    /** Returns the priority asked for, or the type's default. */
    public int effectivePriority() {
        return priority == null ? type.defaultPriority() : priority;
    }

    /** Returns the lane that the call will stand in. */
    public LaneId lane() {
        return new LaneId(type, campaign);
    }

    /** Returns what every event about the call will repeat. */
    public CallSubject subject(CallId id) {
        return new CallSubject(id, type, campaign, user, agent, contact, contactName, phoneNumber);
    }

    /** Collects a request. One thread at a time; each setter replaces what was set before. */
    public static final class Builder {
        private final TenantId tenant;
        private final CallType type;
        private final @Nullable CampaignId campaign;
        private final PhoneNumber phoneNumber;
        private @Nullable UserId user;
        private @Nullable AgentId agent;
        private @Nullable ContactId contact;
        private @Nullable String contactName;
        private CallData data = CallData.NONE;
        private @Nullable Integer priority;
        private @Nullable Instant scheduledFor;
        private @Nullable Instant expiresAt;
        private @Nullable String key;

        private Builder(TenantId tenant, CallType type, @Nullable CampaignId campaign, PhoneNumber phoneNumber) {
            this.tenant = tenant;
            this.type = type;
            this.campaign = campaign;
            this.phoneNumber = phoneNumber;
        }

        /** Sets who asks for the call. */
        public Builder user(@Nullable UserId value) {
            user = value;
            return this;
        }

        /** Sets who will speak. */
        public Builder agent(@Nullable AgentId value) {
            agent = value;
            return this;
        }

        /** Sets the called person's id in the application's records. */
        public Builder contact(@Nullable ContactId value) {
            contact = value;
            return this;
        }

        /** Sets the called person's name. */
        public Builder contactName(@Nullable String value) {
            contactName = value;
            return this;
        }

        /** Sets what travels with the call. */
        public Builder data(CallData value) {
            data = value;
            return this;
        }

        /** Sets the priority: higher goes first among calls of the same type. */
        public Builder priority(@Nullable Integer value) {
            priority = value;
            return this;
        }

        /** Sets the instant before which the call is not made. */
        public Builder scheduledFor(@Nullable Instant value) {
            scheduledFor = value;
            return this;
        }

        /** Sets the instant at which a call that still waits is given up. */
        public Builder expiresAt(@Nullable Instant value) {
            expiresAt = value;
            return this;
        }

        /** Sets the idempotency key. */
        public Builder key(@Nullable String value) {
            key = value;
            return this;
        }

        /**
         * Returns the request.
         *
         * @throws IllegalArgumentException if a value breaks a rule of {@link CallRequest}
         */
        public CallRequest build() {
            return new CallRequest(
                    tenant,
                    type,
                    phoneNumber,
                    campaign,
                    user,
                    agent,
                    contact,
                    contactName,
                    data,
                    priority,
                    scheduledFor,
                    expiresAt,
                    key);
        }
    }
}
