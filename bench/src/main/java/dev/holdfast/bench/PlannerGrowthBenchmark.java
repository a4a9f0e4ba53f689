package dev.holdfast.bench;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.Platforms;
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

/** How the planner's cost grows with a domain. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 2, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class PlannerGrowthBenchmark {

    /** How many devices its owner wrote. */
    @Param({"5", "10", "20", "50", "100", "200", "500"})
    public int devices = 5;

    private final Planner planner = Planner.on(Platforms.newest());
    private Element partial = Element.of("domain");

    /** Makes the domain. */
    @Setup
    public void setUp() {
        partial = XmlSource.parse(Many.devices(devices), "many.xml");
    }

    /** From a parsed partial domain to the complete one. */
    @Benchmark
    public Element planned() {
        return planner.complete(partial);
    }
}
