package io.callyard;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.CarrierAccountId;
import io.callyard.model.TenantLimits;
import io.callyard.model.Verdict;
import io.callyard.testkit.FakeCarrier;
import io.callyard.testkit.VirtualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Carriers and policies that hang keep their own calls waiting, and nobody else's. */
class HostilePartsTest {
    @RegisterExtension
    final Yards yards = new Yards();

    @Test
    void aCarrierThatHangsDelaysItsOwnCallsOnly() {
        CarrierAccountId second = new CarrierAccountId("second");
        Yard yard = yards.with().account(second).open();
        yard.limits.setTenantLimits(GLOBEX, TenantLimits.DEFAULT.withAccount(second));
        yard.carrier.answerBy(order -> hang(yard));
        List<Instant> others = noteStarts(yard, yard.carrier(second));
        yard.scheduler.execute(() -> yard.place(yard.direct()));
        yard.scheduler.schedule(Duration.ofSeconds(1), () -> yard.place(yard.direct(GLOBEX)));

        yard.advanceSeconds(5);

        assertThat(others).containsExactly(VirtualScheduler.START.plusSeconds(1));
        assertThat(yard.calls.live(ACME))
                .as("it answered null after a minute")
                .extracting(Call::state)
                .containsExactly(CallState.UNKNOWN);
    }

    @Test
    void aPolicyThatHangsDelaysItsOwnCallOnly() {
        Yard[] yard = new Yard[1];
        yard[0] = yards.with()
                .policy(question -> question.tenant().equals(ACME) ? hang(yard[0]) : Verdict.allow())
                .open();
        List<Instant> others = noteStarts(yard[0], yard[0].carrier);
        yard[0].scheduler.execute(() -> yard[0].place(yard[0].direct()));
        yard[0].scheduler.schedule(Duration.ofSeconds(1), () -> yard[0].place(yard[0].direct(GLOBEX)));

        yard[0].advanceSeconds(5);

        assertThat(others).containsExactly(VirtualScheduler.START.plusSeconds(1));
    }

    private static List<Instant> noteStarts(Yard yard, FakeCarrier carrier) {
        List<Instant> starts = new ArrayList<>();
        carrier.answerBy(order -> {
            starts.add(yard.now());
            return FakeCarrier.taken(order);
        });
        return starts;
    }

    /** Keeps a thread busy for a minute. */
    private static <T> T hang(Yard yard) {
        try {
            return yard.node.await(new CompletableFuture<>(), Duration.ofMinutes(1));
        } catch (TimeoutException e) {
            return null;
        }
    }
}
