package dev.holdfast.cli.kubevirt;

import dev.holdfast.Host;
import dev.holdfast.cli.run.Connection;
import dev.holdfast.cli.run.Surroundings;
import dev.holdfast.kubevirt.operator.DefinitionReader;
import dev.holdfast.kubevirt.operator.HostDefinitions;
import dev.holdfast.kubevirt.operator.Kubeconfig;
import dev.holdfast.kubevirt.operator.LauncherDefinitions;
import dev.holdfast.kubevirt.operator.Operator;
import dev.holdfast.kubevirt.operator.Turn;
import dev.holdfast.problem.Problem;
import dev.holdfast.problem.UnusableInputException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** {@code holdfast kubevirt operator}. */
public final class OperatorVerb implements Callable<Integer> {

    private final Surroundings surroundings;

    private final OptionSpec kubeconfig = OptionSpec.builder("--kubeconfig")
            .type(File.class)
            .converters(File::new)
            .paramLabel("FILE")
            .description("How to reach the cluster. Default: $KUBECONFIG, ~/.kube/config, or the pod's service account.")
            .build();

    private final OptionSpec namespaces = OptionSpec.builder("-n", "--namespace")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel("NAMESPACE")
            .description("Watch this namespace only; may be said several times. Default: all.")
            .build();

    private final OptionSpec libvirt = OptionSpec.builder("--libvirt")
            .type(String.class)
            .paramLabel("URI")
            .description("Ask libvirts that are reached directly instead of the one in each virt-launcher: a URI in which "
                    + "{node} stands for the instance's node. The annotation holdfast.dev/libvirt-uri of an instance names another.")
            .build();

    private final OptionSpec threads = OptionSpec.builder("--threads")
            .type(int.class)
            .initialValue(8)
            .defaultValue("8")
            .paramLabel("N")
            .description("How many VirtualMachines to see to at once. Default: 8.")
            .build();

    private final OptionSpec port = OptionSpec.builder("--port")
            .type(int.class)
            .initialValue(8080)
            .defaultValue("8080")
            .paramLabel("PORT")
            .description("Where /metrics, /healthz and /readyz are. Default: 8080.")
            .build();

    private final OptionSpec lease = OptionSpec.builder("--lease")
            .type(String.class)
            .paramLabel("NAME")
            .description("Several run, and the one that holds this Lease works. Default: no Lease, for only one runs.")
            .build();

    /** In these surroundings. */
    public OperatorVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** How it is called, and what it says of itself. */
    public CommandSpec spec() {
        return CommandSpec.wrapWithoutInspection(this)
                .name("operator")
                .usageMessage(new UsageMessageSpec()
                        .header("Keep on each VirtualMachine what libvirt made of it.")
                        .description("Watches VirtualMachines and their instances, reads each running one's domain, and keeps its "
                                + "lock in an annotation of the VirtualMachine. Runs until it is stopped.")
                        .footer("", "Example:", "  holdfast kubevirt operator --namespace web"))
                .addOption(kubeconfig)
                .addOption(namespaces)
                .addOption(libvirt)
                .addOption(threads)
                .addOption(port)
                .addOption(lease);
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> named = namespaces.getValue();
        Set<String> watched = named == null ? Set.of() : new LinkedHashSet<>(named);
        Operator.Options options =
                new Operator.Options(watched, threads.getValue(), port.getValue(), lease.getValue());
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicBoolean lost = new AtomicBoolean();
        Consumer<Turn> told = turn -> {
            say(turn);
            if (turn instanceof Turn.Lost) {
                lost.set(true);
                stopped.countDown();
            }
        };
        try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config()).build();
                Operator operator = new Operator(client, reader(client), options, told)) {
            operator.start();
            say("Watching " + (watched.isEmpty() ? "all namespaces" : String.join(", ", watched)) + " of " + client.getMasterUrl()
                    + "; metrics on port " + operator.port());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, closed)));
            stopped.await();
        } finally {
            closed.countDown();
        }
        if (lost.get()) {
            throw new UnusableInputException(Problem.of(
                    "The Lease " + lease.getValue() + " was lost: it couldn't be renewed in time, or another took it",
                    "Start the operator again; it waits until the Lease is free"));
        }
        return 0;
    }

    /** What is being written is finished and the Lease released before the process ends, as long as that doesn't take long. */
    private static void stop(CountDownLatch stopped, CountDownLatch closed) {
        stopped.countDown();
        try {
            boolean _ = closed.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(Turn turn) {
        switch (turn) {
            case Turn.Works() -> say("Holds the Lease " + lease.getValue() + ", and works");
            case Turn.Waits(String holder) -> say("The Lease " + lease.getValue() + " is held by " + holder + "; waiting");
            case Turn.Lost() -> {
                // Said at the end, with what to do.
            }
        }
    }

    private void say(String line) {
        Surroundings.utf8(surroundings.err()).append(line).append('\n').flush();
    }

    private Config config() {
        @Nullable File file = kubeconfig.getValue();
        if (file == null) {
            return Config.autoConfigure(null);
        }
        try {
            return Kubeconfig.read(surroundings.resolve(file.toPath()));
        } catch (RuntimeException e) {
            // Whatever the parser of the day throws: it says what is wrong with the file.
            throw new UnusableInputException(Problem.of(
                    "The kubeconfig " + file + " can't be read: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "Say --kubeconfig FILE"));
        }
    }

    private DefinitionReader reader(KubernetesClient client) {
        String pattern = libvirt.getValue();
        return pattern == null ? new LauncherDefinitions(client) : new HostDefinitions(pattern, this::host);
    }

    @SuppressWarnings("resource") // Kept as long as the process runs.
    private Host host(String uri) {
        return new Connection(surroundings.connector(), uri).host();
    }
}
