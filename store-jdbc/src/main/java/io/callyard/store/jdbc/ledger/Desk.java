package io.callyard.store.jdbc.ledger;

import io.callyard.machine.CallChange;
import io.callyard.machine.CallMachine;
import io.callyard.machine.CampaignChange;
import io.callyard.model.AccountLimits;
import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CampaignSettings;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.NewCall;
import io.callyard.model.TenantId;
import io.callyard.model.TenantLimits;
import io.callyard.model.UserId;
import io.callyard.model.lead.LeadContact;
import io.callyard.spi.store.CampaignAnswer;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.ClaimOrder;
import io.callyard.spi.store.Claimed;
import io.callyard.spi.store.Intake;
import io.callyard.spi.store.LeadAnswer;
import io.callyard.spi.store.LeadIntake;
import io.callyard.spi.store.LeadOrder;
import io.callyard.spi.store.LimitDefaults;
import io.callyard.spi.store.StandingOrder;
import io.callyard.spi.store.StoreUnavailableException;
import io.callyard.store.jdbc.codec.Micros;
import io.callyard.store.jdbc.sql.Session;
import io.callyard.store.jdbc.sql.Transactions;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where changes of the store are asked for.
 *
 * <p><b>Threads.</b> Safe for many.
 */
public final class Desk {
    private final Transactions transactions;
    private final Signals signals = new Signals();
    private final Combiner combiner;
    private final Claiming claiming;
    private final DueCalls dueCalls;
    private final FreeLimits free = new FreeLimits();
    private volatile LimitDefaults defaults = LimitDefaults.STANDARD;

    /**
     * Opens it.
     *
     * @param writers how many transactions of changes at once at most
     */
    public Desk(Transactions transactions, int writers) {
        this.transactions = transactions;
        combiner = new Combiner(transactions, writers, this::defaults, signals::tell, free);
        // Whoever claims goes on until nothing is left: no need to be told of work.
        claiming = new Claiming(transactions, this::defaults, effects -> signals.tell(effects.grown(), false), free);
        dueCalls = new DueCalls(transactions, signals::tell);
    }

    /** Returns the transactions. */
    public Transactions transactions() {
        return transactions;
    }

    /** Returns who is told of changes. */
    public Signals signals() {
        return signals;
    }

    /** Returns the limits of those for whom nobody has set any. */
    public LimitDefaults defaults() {
        return defaults;
    }

    /** Sets the limits of those for whom nobody has set any. */
    public void useDefaults(LimitDefaults value) {
        defaults = value;
    }

    /** Takes calls in. */
    public List<Intake> place(TenantId tenant, List<NewCall> calls, CallMachine machine) {
        return combiner.run(PlaceStep.of(tenant, calls, machine));
    }

    /**
     * Takes calls in as a part of a transaction that somebody else began and will end. Nobody is told.
     *
     * @param effects hears what others may want to hear of if that transaction commits
     */
    public List<Intake> place(
            Connection connection,
            TenantId tenant,
            List<NewCall> calls,
            CallMachine machine,
            Consumer<Tables.Effects> effects) {
        Request<List<Intake>> request = new Request<>(PlaceStep.of(tenant, calls, machine));
        Function<Session, Tables.Effects> work = session -> Tables.run(session, List.of(request), defaults, free, null);
        try {
            effects.accept(transactions.within(connection, work));
        } catch (StoreUnavailableException e) {
            if (!transactions.isOneStepsFault(e)) {
                throw e;
            }
            effects.accept(onceMore(connection, work, e));
        }
        return request.answer();
    }

    /**
     * On H2, of two transactions that bring one tenant into being the second fails at its first statement,
     * and finds the tenant when it goes on. PostgreSQL leaves the row out, and goes on after no failure.
     */
    private Tables.Effects onceMore(
            Connection connection, Function<Session, Tables.Effects> work, StoreUnavailableException first) {
        try {
            return transactions.within(connection, work);
        } catch (StoreUnavailableException e) {
            throw first;
        }
    }

    /** Lets changes claim along. */
    public AutoCloseable claimAlong(Supplier<Optional<StandingOrder>> wish) {
        return transactions.takesMessages() ? combiner.claimAlong(wish) : () -> {};
    }

    /** Reserves slots. */
    public List<Claimed> claim(ClaimOrder order) {
        return claiming.claim(order);
    }

    /** Returns how long until there is work by time alone. */
    public Optional<Duration> untilNextWork(Set<CarrierAccountId> leftAlone) {
        NextWork next = transactions.snapshot(session -> NextWork.look(session, leftAlone));
        Optional<Long> at = next.at();
        signals.told(at.map(Micros::toInstant).orElse(Instant.MAX));
        return at.map(micros -> Duration.of(micros - next.now(), ChronoUnit.MICROS));
    }

    /** Takes live calls that somebody has to look after. */
    public List<Call> overdue(int max, Duration putOff) {
        return dueCalls.take(max, putOff);
    }

    /** Changes a call. */
    public Optional<Changed> update(TenantId tenant, CallId call, @Nullable String onceKey, CallChange change) {
        return combiner.run(new UpdateStep(tenant, call, onceKey, change));
    }

    /** Changes calls of a campaign that wait. */
    public List<Changed> updateWaiting(TenantId tenant, CampaignId campaign, int max, CallChange change) {
        return combiner.run(new UpdateWaitingStep(tenant, campaign, max, change));
    }

    /** Sets a tenant's limits. */
    public void setTenantLimits(TenantId tenant, TenantLimits limits) {
        combiner.run(new LimitStep(tenant, limits));
    }

    /** Sets an account's limits. */
    public void setAccountLimits(CarrierAccountId account, AccountLimits limits) {
        setLimits(account.value(), limits);
    }

    /** Sets the system's limit. */
    public void setSystemLimit(int maxLive) {
        setLimits(SharedLimit.SYSTEM, new AccountLimits(maxLive, Double.POSITIVE_INFINITY));
    }

    private void setLimits(String id, AccountLimits limits) {
        transactions.change(session -> {
            LimitRows.set(session, id, limits);
            return true;
        });
        free.forget();
        signals.tell(List.of(), true);
    }

    /** Makes a campaign. */
    public Optional<Campaign> createCampaign(TenantId tenant, CampaignId id, CampaignSettings settings) {
        return combiner.run(new CampaignSteps.Create(tenant, id, settings));
    }

    /** Changes a campaign. */
    public Optional<CampaignAnswer> updateCampaign(TenantId tenant, CampaignId campaign, CampaignChange change) {
        return combiner.run(new CampaignSteps.Update(tenant, campaign, change));
    }

    /** Adds leads. */
    public List<LeadIntake> addLeads(TenantId tenant, List<LeadContact> leads) {
        return combiner.run(new AddLeadsStep(tenant, leads));
    }

    /** Makes the calls of leads. */
    public List<LeadAnswer> dialLeads(TenantId tenant, UserId user, List<LeadOrder> orders, CallMachine machine) {
        return combiner.run(new DialLeadsStep(tenant, user, orders, machine));
    }
}
