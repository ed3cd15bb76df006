package io.callyard.proofs.carriers;

import java.util.concurrent.CountDownLatch;

/**
 * The end of this process, in the middle of its work, as {@code kill -9} brings it: when as many as are expected have
 * come here. Whoever comes earlier stands still, and does nothing any more.
 *
 * <p><b>Threads.</b> Safe for many threads.
 */
final class Death {
    private final CountDownLatch expected;

    /** Waits for so many. */
    Death(int expected) {
        this.expected = new CountDownLatch(expected);
    }

    /** Never returns. */
    void meet() {
        expected.countDown();
        while (true) {
            try {
                expected.await();
                Runtime.getRuntime().halt(137);
            } catch (InterruptedException e) {
                // Nothing calls it off.
            }
        }
    }
}
