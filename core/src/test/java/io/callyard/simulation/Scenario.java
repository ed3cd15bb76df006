package io.callyard.simulation;

import io.callyard.model.AccountLimits;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.Limits;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.telephony.simulated.FaultKind;
import io.callyard.telephony.simulated.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What one seed's run is made of: every run draws its own sizes, limits and faults, so that over many
 * seeds rare combinations come up.
 *
 * @param nodes how many engines share the store
 * @param tenants each tenant's limits
 * @param accounts each carrier account's limits
 * @param systemLimit the system's
 * @param faults what goes wrong at the carriers
 * @param idempotentCarrier whether the carriers can prove that a call was not made
 * @param crashRate how likely a node dies at a step of its
 * @param cutRate how likely a node's connection to the store is cut at a step
 * @param policyTrouble how likely a policy holds, refuses, throws or hangs
 * @param turmoil for how long things go wrong
 */
record Scenario(
        int nodes,
        Map<TenantId, TenantLimits> tenants,
        Map<CarrierAccountId, AccountLimits> accounts,
        int systemLimit,
        Faults faults,
        boolean idempotentCarrier,
        double crashRate,
        double cutRate,
        double policyTrouble,
        Duration turmoil) {

    static Scenario draw(SplittableRandom random) {
        Map<CarrierAccountId, AccountLimits> accounts = new LinkedHashMap<>();
        for (int i = 0; i < random.nextInt(1, 4); i++) {
            int maxLive = random.nextInt(3) == 0 ? random.nextInt(1, 6) : Limits.UNLIMITED;
            double pace = random.nextInt(3) == 0 ? random.nextInt(1, 4) : Double.POSITIVE_INFINITY;
            accounts.put(new CarrierAccountId("account-" + i), new AccountLimits(maxLive, pace));
        }
        List<CarrierAccountId> names = new ArrayList<>(accounts.keySet());
        Map<TenantId, TenantLimits> tenants = new LinkedHashMap<>();
        for (int i = 0; i < random.nextInt(1, 6); i++) {
            int maxLive = random.nextInt(1, 6);
            int floor = random.nextInt(4) == 0 ? random.nextInt(0, maxLive) : 0;
            tenants.put(
                    new TenantId("tenant-" + i),
                    new TenantLimits(maxLive, floor, names.get(random.nextInt(names.size()))));
        }
        return new Scenario(
                random.nextInt(1, 4),
                tenants,
                accounts,
                random.nextInt(3) == 0 ? random.nextInt(2, 10) : Limits.UNLIMITED,
                faults(random),
                random.nextBoolean(),
                random.nextInt(3) == 0 ? 0 : random.nextDouble(0.002),
                random.nextInt(3) == 0 ? 0 : random.nextDouble(0.01),
                random.nextInt(2) == 0 ? 0 : random.nextDouble(0.2),
                Duration.ofMinutes(random.nextInt(5, 20)));
    }

    private static Faults faults(SplittableRandom random) {
        Faults faults = Faults.NONE.withLookUpLag(Duration.ofSeconds(random.nextInt(0, 60)));
        for (FaultKind kind : FaultKind.values()) {
            if (random.nextInt(3) == 0) {
                // The shares of the faults of placing add up to less than one, whatever is drawn.
                faults = faults.with(kind, random.nextDouble(0.07));
            }
        }
        return faults;
    }
}
