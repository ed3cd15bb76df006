package io.callyard.memory;

import io.callyard.model.Call;
import io.callyard.model.CallId;
import io.callyard.model.CallState;
import io.callyard.model.CallType;
import io.callyard.model.Campaign;
import io.callyard.model.CampaignId;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.CarrierCallId;
import io.callyard.model.TenantId;
import io.callyard.spi.store.AccountUsage;
import io.callyard.spi.store.CallCounts;
import io.callyard.spi.store.CallSituation;
import io.callyard.spi.store.SlotUsage;
import io.callyard.spi.store.TenantUsage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps that only read, on the {@link Books}. Asking about a tenant or an account that nobody has
 * used does not bring it into being.
 *
 * <p><b>Threads.</b> One at a time.
 */
final class Views {
    /** Held calls before scheduled ones, then by when their own time comes. */
    private static final Comparator<Call> WAITING_ORDER = Comparator.<Call, Boolean>comparing(
                    call -> call.state() == CallState.SCHEDULED)
            .thenComparing(Books.BY_ATTENTION);

    private final Books books;

    Views(Books books) {
        this.books = books;
    }

    Optional<Call> find(CallId id) {
        return Optional.ofNullable(books.call(id));
    }

    Optional<Call> findAtCarrier(CarrierAccountId account, CarrierCallId id) {
        Archive.CarrierKey key = new Archive.CarrierKey(account, id);
        CallId open = books.atCarrier.get(key);
        return Optional.ofNullable(open != null ? open : books.archive.find(key))
                .map(books::call);
    }

    long lastSeq(TenantId id) {
        Tenant tenant = books.tenants.get(id);
        return tenant == null ? 0 : tenant.log.lastSeq();
    }

    TenantUsage tenantUsage(TenantId id) {
        Tenant tenant = books.tenants.get(id);
        return tenant == null ? new TenantUsage(books.defaults.tenant(), 0, 0) : tenant.usage();
    }

    AccountUsage accountUsage(CarrierAccountId id) {
        Account account = books.accounts.get(id);
        return account == null ? new AccountUsage(books.defaults.account(), 0, Instant.EPOCH) : account.usage();
    }

    SlotUsage systemUsage() {
        return new SlotUsage(books.systemLive, books.systemLimit);
    }

    Optional<Campaign> campaign(TenantId id, CampaignId campaign) {
        Tenant tenant = books.tenants.get(id);
        Lane lane = tenant == null ? null : tenant.lane(CallType.CAMPAIGN, campaign);
        return Optional.ofNullable(lane == null ? null : lane.campaign(books.now()));
    }

    List<Campaign> campaigns(TenantId id) {
        Tenant tenant = books.tenants.get(id);
        List<Campaign> all = new ArrayList<>();
        if (tenant != null) {
            Instant now = books.now();
            for (Lane lane : tenant.lanes()) {
                addIfPresent(all, lane.campaign(now));
            }
        }
        return all;
    }

    List<Campaign> stoppedWithWaitingCalls(int max) {
        Instant now = books.now();
        List<Campaign> found = new ArrayList<>();
        for (Lane lane : books.stoppedLanes) {
            if (found.size() < max) {
                addIfPresent(found, lane.campaign(now));
            }
        }
        return found;
    }

    Optional<CallSituation> situation(TenantId id, CallId callId) {
        Tenant tenant = books.tenants.get(id);
        Call call = books.call(callId);
        if (tenant == null || call == null || !call.tenant().equals(id)) {
            return Optional.empty();
        }
        Instant now = books.now();
        Lane lane = books.lane(tenant, call);
        boolean queued = call.state() == CallState.QUEUED;
        CarrierAccountId account = call.state().holdsSlot() && call.attempt() != null
                ? call.attempt().account()
                : tenant.account(lane);
        return Optional.of(new CallSituation(
                call,
                queued ? tenant.countBefore(call) + 1 : 0,
                queued ? lane.line.countBefore(call) + 1 : 0,
                tenant.countQueued(),
                tenant.usage(),
                account,
                accountUsage(account),
                systemUsage(),
                lane.campaign(now),
                now));
    }

    CallCounts counts(TenantId id) {
        Tenant tenant = books.tenants.get(id);
        return tenant == null ? new CallCounts(Map.of()) : tenant.counts();
    }

    Optional<Call> nextInLine(TenantId id, CallType type) {
        Tenant tenant = books.tenants.get(id);
        Call best = null;
        if (tenant != null) {
            for (Lane lane : tenant.lanes()) {
                Call head = lane.id.type() == type ? lane.line.first() : null;
                if (head != null && (best == null || Lane.ORDER.compare(head, best) < 0)) {
                    best = head;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    Optional<Call> nextInCampaign(TenantId id, CampaignId campaign) {
        Tenant tenant = books.tenants.get(id);
        Lane lane = tenant == null ? null : tenant.lane(CallType.CAMPAIGN, campaign);
        if (lane == null) {
            return Optional.empty();
        }
        Call head = lane.line.first();
        return head != null
                ? Optional.of(head)
                : lane.aside.stream().map(books.calls::get).min(WAITING_ORDER);
    }

    List<Call> liveCalls(TenantId id) {
        Tenant tenant = books.tenants.get(id);
        if (tenant == null) {
            return List.of();
        }
        return tenant.liveCalls.values().stream()
                .sorted(Comparator.comparing(Views::reservedAt))
                .toList();
    }

    private static Instant reservedAt(Call call) {
        return call.attempt() == null ? call.createdAt() : call.attempt().reservedAt();
    }

    private static void addIfPresent(List<Campaign> all, @Nullable Campaign campaign) {
        if (campaign != null) {
            all.add(campaign);
        }
    }
}
