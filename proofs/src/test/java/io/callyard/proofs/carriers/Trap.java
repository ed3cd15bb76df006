package io.callyard.proofs.carriers;

import io.callyard.model.Call;
import io.callyard.model.CallState;
import io.callyard.model.PhoneNumber;
import io.callyard.spi.store.Changed;
import io.callyard.spi.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Leads the call to one number to its {@link Death} when it comes to one step. All other calls go on undisturbed.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Trap {
    private final @Nullable Step step;
    private final String number;
    private final Death death;
    private final AtomicBoolean sprung = new AtomicBoolean();
    private final CountDownLatch answerKept = new CountDownLatch(1);

    /**
     * Lays a trap.
     *
     * @param step where it is; absent: nowhere
     */
    Trap(@Nullable Step step, PhoneNumber number, Death death) {
        this.step = step;
        this.number = number.e164();
        this.death = death;
    }

    /** Returns where it is; absent: nowhere. */
    @Nullable
    Step step() {
        return step;
    }

    /** Returns whether a text, however it is written, is about the call. */
    boolean concerns(String text) {
        return step != null && text.contains(number.substring(1));
    }

    /** Does not return if this is the step. A second thread that comes here is let through: it changes nothing. */
    void reached(Step now) {
        if (now == step && sprung.compareAndSet(false, true)) {
            death.meet();
        }
    }

    /** Waits until the answer to the placing is kept, unless webhooks are to come first. */
    void awaitAnswerKept() throws InterruptedException {
        if (step != Step.OVERTAKEN) {
            answerKept.await();
        }
    }

    /** Returns the same store, watched for what is kept of the call. */
    Store watch(Store store) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, args) -> {
                    try {
                        Object result = method.invoke(store, args);
                        if (method.getName().equals("update") && result instanceof Optional<?> changed) {
                            changed.ifPresent(each -> kept(((Changed) each).after()));
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** It is committed: the store has returned. */
    private void kept(Call call) {
        if (!concerns(call.subject().phoneNumber().e164())) {
            return;
        }
        if (call.state().isAtCarrier()) {
            reached(Step.OVERTAKEN);
            reached(Step.ANSWER_KEPT);
            answerKept.countDown();
        } else if (call.state() == CallState.ENDED) {
            reached(Step.END_KEPT);
        }
    }
}
