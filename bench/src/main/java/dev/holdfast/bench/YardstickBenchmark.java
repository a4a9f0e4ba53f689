package dev.holdfast.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Woodstox merely reading and writing the complete domain of twenty devices. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class YardstickBenchmark {

    private final String complete = Sample.resource(Sample.COMPLETE);

    /** Reads and writes it. */
    @Benchmark
    public Object yardstick() {
        return Woodstox.readAndWrite(complete);
    }
}
