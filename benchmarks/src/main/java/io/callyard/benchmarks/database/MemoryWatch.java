package io.callyard.benchmarks.database;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The heap and the threads of this process from now until it is closed. */
final class MemoryWatch implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int LOOK_MILLIS = 50;

    private final long before = usedAfterCollection();
    private final AtomicLong most = new AtomicLong(before);
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private long after;

    @SuppressWarnings("FutureReturnValueIgnored") // a look that is missed is no loss
    MemoryWatch() {
        THREADS.resetPeakThreadCount();
        looks.scheduleAtFixedRate(
                () -> most.accumulateAndGet(used(), Math::max), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        looks.shutdownNow();
        after = usedAfterCollection();
    }

    /** After a collection at the begin, as {@code 12 MB}. */
    String before() {
        return megabytes(before);
    }

    /** The most that was seen, with what nobody used any more. */
    String most() {
        return megabytes(most.get());
    }

    /** After a collection at the end. */
    String after() {
        return megabytes(after);
    }

    int threads() {
        return THREADS.getPeakThreadCount();
    }

    private static String megabytes(long bytes) {
        return bytes / (1024 * 1024) + " MB";
    }

    private static long usedAfterCollection() {
        System.gc();
        System.gc();
        return used();
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
