package io.callyard.memory;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The time between looking and acting, in stores that do these apart: whoever comes waits a moment
 * for a second one, so that what goes wrong when two come does not depend on luck.
 */
final class Window {
    private final Exchanger<Boolean> second = new Exchanger<>();

    void pass() {
        try {
            second.exchange(true, 20, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Alone: nothing goes wrong this time.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
