package io.callyard.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call joins the line, one ends, one takes its slot: on the in-memory store with every event
 * recorded, and on bare structures of the JDK.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class CallCycle {
    @Param({"1000", "100000", "1000000"})
    int queued;

    private FullTenant store;
    private BareQueue bare;

    @Setup
    public void fill() {
        store = new FullTenant(queued);
        bare = new BareQueue(queued);
    }

    @Benchmark
    public Object inMemoryStore() {
        store.place();
        store.complete();
        return store.claim();
    }

    @Benchmark
    public Object bareStructures() {
        bare.place();
        bare.complete();
        return bare.claim();
    }
}
