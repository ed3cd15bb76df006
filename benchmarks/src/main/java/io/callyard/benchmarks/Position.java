package io.callyard.benchmarks;

import io.callyard.model.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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

/** Where any call of a long line stands, with all that an answer to a user holds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Position {
    @Param({"1000", "100000", "1000000"})
    int queued;

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Call> line = new ArrayList<>();
    private FullTenant store;

    @Setup
    public void fill() {
        store = new FullTenant(0);
        for (int i = 0; i < queued; i++) {
            line.add(store.place());
        }
    }

    @Benchmark
    public long ofAnyCall() {
        return store.position(line.get(random.nextInt(queued)));
    }
}
