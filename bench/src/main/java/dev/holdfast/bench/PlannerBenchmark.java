package dev.holdfast.bench;

import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.libvirt.Libvirt;
import dev.holdfast.planner.Planner;
import dev.holdfast.planner.platform.Platforms;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The planner and a live libvirt on the same domain of twenty devices, one thread each, and the yardstick for texts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 5, time = 1)
// The collector that the command has too, and the heap that bench/fleet gives it.
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"
        })
public class PlannerBenchmark {

    /** For which libvirt is planned: the version of the live one. */
    @Param("12.8")
    public String platform = "12.8";

    private final String text = Sample.in("xml").spec();
    private final Element partial = XmlSource.parse(text, "vm.xml");
    private final String complete = Sample.resource(Sample.COMPLETE);
    private Planner planner = Planner.on(Platforms.newest());

    /** Reads the platform. */
    @Setup
    public void setUp() {
        planner = Planner.on(Platforms.named(platform));
    }

    /** A connection to a libvirt. */
    @State(Scope.Benchmark)
    public static class Live {

        /** Which. */
        @Param("qemu:///system")
        public String uri = "qemu:///system";

        private @Nullable Libvirt libvirt;

        /** Connects. */
        @Setup
        public void connect() {
            libvirt = Libvirt.connect(uri);
        }

        private Libvirt libvirt() {
            return Objects.requireNonNull(libvirt);
        }

        /** Disconnects. */
        @TearDown
        public void disconnect() {
            libvirt().close();
        }
    }

    /** From a parsed partial domain to the complete one. */
    @Benchmark
    public Element planned() {
        return planner.complete(partial);
    }

    /** The same by libvirt: defined, read and undefined. */
    @Benchmark
    @Warmup(iterations = 2, time = 2)
    public Element byLibvirt(Live live) {
        return live.libvirt().complete(partial);
    }

    /** From XML text to XML text. */
    @Benchmark
    public String plannedFromText() {
        return DomainXml.write(planner.complete(XmlSource.parse(text, "vm.xml")));
    }

    /** The yardstick: reads and writes the complete text. */
    @Benchmark
    @Warmup(iterations = 3, time = 2)
    public String yardstick() {
        return Woodstox.readAndWrite(complete);
    }
}
