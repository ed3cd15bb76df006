package io.callyard.outbound;

import static io.callyard.Yard.ACME;
import static io.callyard.Yard.SPRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.callyard.Yard;
import io.callyard.Yards;
import io.callyard.model.Call;
import io.callyard.model.CallRequest;
import io.callyard.model.CallState;
import io.callyard.model.Verdict;
import io.callyard.spi.policy.DialQuestion;
import io.callyard.spi.store.CallIntake;
import io.callyard.spi.store.Store;
import io.callyard.spi.store.UnknownCampaignException;
import io.callyard.testkit.ScriptedPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call that is taken in by a transaction of the application's. */
class PlaceInTest {
    private static final CallIntake UNTOUCHED = (tenant, calls, machine) -> {
        throw new AssertionError("the transaction was touched");
    };

    @RegisterExtension
    final Yards yards = new Yards();

    private final ScriptedPolicy credits = new ScriptedPolicy("credits");
    private boolean storeIsLocked;
    private final Yard yard =
            yards.with().policy(credits).engineSees(this::refusingWhileLocked).open();

    @Test
    @Tag("R1.9")
    void touchesTheStoreByNothingButTheTransaction() {
        CallRequest request = yard.direct().build();

        storeIsLocked = true;
        Admission admission = yard.calls.placeIn(yard.store, request);
        storeIsLocked = false;

        Call call = joined(admission).call();
        assertThat(joined(admission).isNew()).isTrue();
        assertThat(call.state()).isEqualTo(CallState.QUEUED);
        assertThat(yard.store.find(ACME, call.id())).contains(call);
        assertThat(yard.dialled()).isEmpty();
    }

    @Test
    @Tag("R1.9")
    void startsTheCallWhenTheStoreTellsOfIt() {
        Call call =
                joined(yard.calls.placeIn(yard.store, yard.direct().build())).call();

        yard.run();

        assertThat(yard.dialled()).containsExactly(call.id());
    }

    @Test
    @Tag("R1.11")
    void asksThePoliciesBeforeTheTransactionIsTouched() {
        credits.answerBy(question -> new Verdict.Refuse("credits", "no credits are left"));

        Admission admission = yard.calls.placeIn(UNTOUCHED, yard.direct().build());

        assertThat(admission).isEqualTo(new Admission.Refused("credits", "no credits are left"));
        assertThat(credits.questions()).extracting(DialQuestion::stage).containsExactly(DialQuestion.Stage.INTAKE);
    }

    @Test
    @Tag("R1.11")
    void keepsWhatThePoliciesSaid() {
        credits.answerBy(question -> new Verdict.Hold(question.now().plusSeconds(60), "not before noon"));

        Call call =
                joined(yard.calls.placeIn(yard.store, yard.direct().build())).call();

        assertThat(call.notBefore()).isEqualTo(yard.now().plusSeconds(60));
        assertThat(call.reason()).contains("not before noon");
    }

    @Test
    @Tag("R3.3")
    void findsTheCallThatItsKeyHadFoundBefore() {
        Call first = yard.placed(yard.direct().key("lead-1"));

        Admission again =
                yard.calls.placeIn(yard.store, yard.direct().key("lead-1").build());

        assertThat(again).isEqualTo(new Admission.Joined(first, false));
        yard.run();
        assertThat(yard.dialled()).containsExactly(first.id());
    }

    @Test
    void saysThatThereIsNoSuchCampaign() {
        CallRequest request =
                CallRequest.campaign(ACME, SPRING, yard.newNumber()).build();

        assertThatExceptionOfType(UnknownCampaignException.class)
                .isThrownBy(() -> yard.calls.placeIn(yard.store, request));
    }

    @Test
    void refusesACallThatHasExpired() {
        CallRequest request = yard.direct().expiresAt(yard.now()).build();

        assertThatIllegalArgumentException().isThrownBy(() -> yard.calls.placeIn(UNTOUCHED, request));
    }

    private static Admission.Joined joined(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Joined.class);
        return (Admission.Joined) admission;
    }

    /** As a store whose tenant is locked by the very thread that asks. */
    private Store refusingWhileLocked(Store store) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (storeIsLocked) {
                        throw new AssertionError("the engine used the store: " + method.getName());
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
