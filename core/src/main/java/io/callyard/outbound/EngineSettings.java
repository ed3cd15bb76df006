package io.callyard.outbound;

import io.callyard.model.AccountLimits;
import io.callyard.model.CallTimeouts;
import io.callyard.model.RetryPolicy;
import io.callyard.model.TenantLimits;
import io.callyard.spi.store.LimitDefaults;
import java.time.Duration;

/**
 * How an engine behaves. Every value has a default that suits a small installation.
 *
 * @param timeouts how long a call may stay in each state
 * @param carrierTimeout how long a carrier may take to answer; shorter than the lease
 * @param policyTimeout how long one policy may take to answer; shorter than the lease
 * @param policyRetry how long a call waits when a policy failed
 * @param settling how long a carrier must go on not listing a call before that counts
 * @param sweep how often everything is looked through in case a signal was lost
 * @param grace how long placings may take to end when the engine stops
 * @param limits of tenants and accounts for which nobody set any
 * @param directRetry which outcomes of direct calls are tried again
 * @param leadRetry which outcomes of calls in the lane of leads are tried again; never of those that {@link
 *     io.callyard.lead.Leads} makes
 * @param breaker when a failing account is left alone
 * @param assumedCallLength what a call is taken to last while none has been seen
 */
public record EngineSettings(
        CallTimeouts timeouts,
        Duration carrierTimeout,
        Duration policyTimeout,
        Duration policyRetry,
        Duration settling,
        Duration sweep,
        Duration grace,
        LimitDefaults limits,
        RetryPolicy directRetry,
        RetryPolicy leadRetry,
        BreakerSettings breaker,
        Duration assumedCallLength) {

    /** The defaults. */
    public static final EngineSettings DEFAULT = new EngineSettings(
            CallTimeouts.DEFAULT,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            LimitDefaults.STANDARD,
            RetryPolicy.NONE,
            RetryPolicy.NONE,
            BreakerSettings.DEFAULT,
            Duration.ofMinutes(2));

    public EngineSettings {
        requireShorter(carrierTimeout, timeouts.lease(), "carrierTimeout");
        requireShorter(policyTimeout, timeouts.lease(), "policyTimeout");
        requirePositive(policyRetry, "policyRetry");
        requirePositive(settling, "settling");
        requirePositive(sweep, "sweep");
        requirePositive(assumedCallLength, "assumedCallLength");
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative, but was " + grace);
        }
    }

    /** These settings with other timeouts of calls. */
    public EngineSettings withTimeouts(CallTimeouts value) {
        return new EngineSettings(
                value,
                carrierTimeout,
                policyTimeout,
                policyRetry,
                settling,
                sweep,
                grace,
                limits,
                directRetry,
                leadRetry,
                breaker,
                assumedCallLength);
    }

    /** These settings with other times to wait for a carrier's and a policy's answer. */
    public EngineSettings withAnswerTimeouts(Duration carrier, Duration policy) {
        return new EngineSettings(
                timeouts,
                carrier,
                policy,
                policyRetry,
                settling,
                sweep,
                grace,
                limits,
                directRetry,
                leadRetry,
                breaker,
                assumedCallLength);
    }

    /** These settings with other limits for tenants and accounts that have none. */
    public EngineSettings withDefaultLimits(TenantLimits tenant, AccountLimits account) {
        return new EngineSettings(
                timeouts,
                carrierTimeout,
                policyTimeout,
                policyRetry,
                settling,
                sweep,
                grace,
                new LimitDefaults(tenant, account),
                directRetry,
                leadRetry,
                breaker,
                assumedCallLength);
    }

    /** These settings with other retries of direct calls and leads. Campaigns have their own. */
    public EngineSettings withRetries(RetryPolicy direct, RetryPolicy lead) {
        return new EngineSettings(
                timeouts,
                carrierTimeout,
                policyTimeout,
                policyRetry,
                settling,
                sweep,
                grace,
                limits,
                direct,
                lead,
                breaker,
                assumedCallLength);
    }

    /** These settings with another breaker. */
    public EngineSettings withBreaker(BreakerSettings value) {
        return new EngineSettings(
                timeouts,
                carrierTimeout,
                policyTimeout,
                policyRetry,
                settling,
                sweep,
                grace,
                limits,
                directRetry,
                leadRetry,
                value,
                assumedCallLength);
    }

    /** These settings with another time for which a carrier must go on not listing a call. */
    public EngineSettings withSettling(Duration value) {
        return new EngineSettings(
                timeouts,
                carrierTimeout,
                policyTimeout,
                policyRetry,
                value,
                sweep,
                grace,
                limits,
                directRetry,
                leadRetry,
                breaker,
                assumedCallLength);
    }

    /** These settings with another time between two sweeps. */
    public EngineSettings withSweep(Duration value) {
        return new EngineSettings(
                timeouts,
                carrierTimeout,
                policyTimeout,
                policyRetry,
                settling,
                value,
                grace,
                limits,
                directRetry,
                leadRetry,
                breaker,
                assumedCallLength);
    }

    private static void requireShorter(Duration value, Duration lease, String what) {
        requirePositive(value, what);
        if (value.compareTo(lease) >= 0) {
            throw new IllegalArgumentException(what + " of " + value + " must be shorter than the lease of " + lease);
        }
    }

    private static void requirePositive(Duration value, String what) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(what + " must be more than 0, but was " + value);
        }
    }
}
