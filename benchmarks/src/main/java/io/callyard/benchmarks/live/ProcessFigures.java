package io.callyard.benchmarks.live;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/** What this process and its machine use. */
final class ProcessFigures {
    /** Files that a server has open beside its sockets. */
    private static final int OTHER_FILES = 500;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ProcessFigures() {}

    /** Processor time since it began. */
    static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /** How many of the machine's cores were busy since this was last asked, whoever kept them so. */
    static double busyCores() {
        return SYSTEM.getCpuLoad() * SYSTEM.getAvailableProcessors();
    }

    /** Bytes on the heap that somebody holds. */
    static long heapHeld() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Bytes of direct buffers, which lie beside the heap. */
    static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /**
     * Fails if this process, or another one like it, may not open so many sockets. Java itself raises {@code ulimit -n}
     * to the hard limit.
     */
    static void requireFiles(int sockets) {
        if (SYSTEM instanceof UnixOperatingSystemMXBean unix
                && unix.getMaxFileDescriptorCount() < sockets + OTHER_FILES) {
            throw new IllegalStateException(sockets + " sockets need ulimit -Hn " + (sockets + OTHER_FILES)
                    + ", but it is " + unix.getMaxFileDescriptorCount());
        }
    }
}
