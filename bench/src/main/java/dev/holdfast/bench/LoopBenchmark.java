package dev.holdfast.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Everything but the completer itself, on a domain of twenty devices. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LoopBenchmark {

    /** The spec's format. */
    @Param({"xml", "yaml"})
    public String format = "xml";

    private Sample sample = Sample.in("xml");
    private String lock = "";

    /** Makes the lock for completing again. */
    @Setup
    public void setUp() {
        sample = Sample.in(format);
        lock = Loop.first(sample).lock();
    }

    /** The loop without a lock: spec in, reflected spec and lock out. */
    @Benchmark
    public Object first() {
        return Loop.first(sample);
    }

    /** The loop with a lock: spec and lock in, spec and lock out. */
    @Benchmark
    public Object again() {
        return Loop.again(sample, lock);
    }
}
