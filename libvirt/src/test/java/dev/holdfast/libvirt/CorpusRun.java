package dev.holdfast.libvirt;

import dev.holdfast.Completion;
import dev.holdfast.Holdfast;
import dev.holdfast.lock.Lock;
import dev.holdfast.problem.CompleterException;
import dev.holdfast.problem.RefusalException;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The corpus on every libvirt of the lab: one connection and one thread each. */
final class CorpusRun implements AutoCloseable {

    /** What a completion came to. */
    sealed interface Result {

        /** Completed. */
        record Done(Completion completion) implements Result {}

        /** Refused by Holdfast, with the reason. */
        record Refused(String reason) implements Result {}

        /** Rejected by libvirt, with its message. */
        record Rejected(String message) implements Result {}
    }

    private final Map<String, Libvirt> hosts = new LinkedHashMap<>();
    private final List<Corpus.Input> inputs = Corpus.inputs();
    private final Map<String, Map<String, Completion>> completions = new ConcurrentHashMap<>();

    CorpusRun() {
        for (Lab.Host host : Lab.hosts()) {
            hosts.put(host.name(), host.connect());
        }
        onEveryHost((name, libvirt) -> {
            for (Corpus.Input input : inputs) {
                if (!Corpus.crashes(input, name) && complete(input.spec(), null, libvirt) instanceof Result.Done(Completion completion)) {
                    completions
                            .computeIfAbsent(input.name(), n -> new ConcurrentHashMap<>())
                            .put(name, completion);
                }
            }
        });
    }

    List<Corpus.Input> inputs() {
        return inputs;
    }

    Map<String, Libvirt> hosts() {
        return hosts;
    }

    /** What the input alone came to on a host; null where the host's libvirt rejects it. */
    @Nullable Completion completion(String input, String host) {
        return completions.getOrDefault(input, Map.of()).get(host);
    }

    static Result complete(Spec spec, @Nullable Lock lock, Libvirt libvirt) {
        try {
            return new Result.Done(Holdfast.complete(spec, lock, libvirt));
        } catch (RefusalException e) {
            return new Result.Refused(e.getMessage());
        } catch (CompleterException e) {
            if (e.reason() == CompleterException.Reason.UNREACHABLE) {
                throw e;
            }
            return new Result.Rejected(e.getMessage());
        }
    }

    void onEveryHost(BiConsumer<String, Libvirt> work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(hosts.size())) {
            List<Future<Object>> running = new ArrayList<>();
            hosts.forEach((name, libvirt) -> running.add(threads.submit((Callable<Object>) () -> {
                work.accept(name, libvirt);
                return name;
            })));
            for (Future<Object> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        hosts.values().forEach(Libvirt::close);
    }
}
