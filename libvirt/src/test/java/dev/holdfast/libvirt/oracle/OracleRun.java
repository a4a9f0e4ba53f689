package dev.holdfast.libvirt.oracle;

import dev.holdfast.abi.AbiComparison;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.Facts;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.libvirt.Corpus;
import dev.holdfast.libvirt.Lab;
import dev.holdfast.libvirt.client.LibvirtException;
import dev.holdfast.libvirt.client.Redefinition;
import dev.holdfast.libvirt.oracle.Pair.Ours;
import dev.holdfast.problem.RefusalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The mutated pairs of one libvirt. */
final class OracleRun {

    /** What is said of a connection whose daemon has crashed: at first, and from then on. */
    private static final List<String> LOST = List.of("End of file while reading data", "client socket is closed");

    /** Rejecting NUMA distances, these write behind the end of an array (libvirt up to 9.0), and some time later crash. */
    private static final Set<String> MISTAKEN_OVER_DISTANCES = Set.of("bullseye", "bookworm");

    private final Lab.Host host;
    private final String name = "holdfast-oracle-" + ProcessHandle.current().pid();
    private final String uuid = UUID.randomUUID().toString();
    private final List<Pair> pairs = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private Redefinition libvirt;

    /** Whether libvirt has the domain that mutants are compared with. */
    private boolean begun;

    private int rejected;
    private int withoutEffect;

    OracleRun(Lab.Host host) throws LibvirtException {
        this.host = host;
        this.libvirt = new Redefinition(host.uri());
    }

    /** All pairs. */
    List<Pair> pairs() {
        return pairs;
    }

    /** How many mutations libvirt rejected. */
    int rejected() {
        return rejected;
    }

    /** How many mutations libvirt completed to what had been there before. */
    int withoutEffect() {
        return withoutEffect;
    }

    /** Of what libvirt wrote, what it doesn't take back. */
    List<String> unreadable() {
        return unreadable;
    }

    /** Makes the pairs and asks both. */
    OracleRun run() throws LibvirtException {
        try {
            Map<String, Element> domains = new LinkedHashMap<>();
            // The few come first, while there is room for mutations of them.
            List<Corpus.Input> inputs = new ArrayList<>(MoreInputs.all());
            inputs.addAll(Corpus.inputs());
            for (Corpus.Input input : inputs) {
                if (!Corpus.crashes(input, host.name()) && !crashesMutated(input)) {
                    Optional<Element> first = define(named(input.spec().domain()));
                    // What libvirt wrote, it may write otherwise once it has read it.
                    Optional<Element> again = first.isEmpty() ? first : define(first.get());
                    again.ifPresent(complete -> domains.put(input.name(), complete));
                }
            }
            Mutations mutations = new Mutations(new Vocabulary(domains.values()));
            Quota quota = new Quota();
            for (Map.Entry<String, Element> domain : domains.entrySet()) {
                mutate(domain.getKey(), domain.getValue(), mutations.of(domain.getValue()), quota);
            }
        } finally {
            libvirt.close();
        }
        return this;
    }

    private boolean crashesMutated(Corpus.Input input) {
        return MISTAKEN_OVER_DISTANCES.contains(host.name()) && input.spec().text().contains("<distances");
    }

    private void mutate(String file, Element domain, List<Mutation> mutations, Quota quota) throws LibvirtException {
        begun = false;
        for (Mutation mutation : mutations) {
            if (!quota.wants(mutation)) {
                continue;
            }
            Optional<Element> mutant = attempt(file, mutation);
            if (mutant.isEmpty()) {
                rejected++;
                continue;
            }
            if (mutant.get().equals(domain)) {
                withoutEffect++;
                continue;
            }
            try {
                if (!begun) {
                    libvirt.begin(DomainXml.write(domain));
                    begun = true;
                }
                Optional<String> incompatible = libvirt.redefine(DomainXml.write(mutant.get()));
                begun = incompatible.isPresent();
                pairs.add(new Pair(file, mutation, incompatible, compare(domain, mutant.get())));
            } catch (LibvirtException e) {
                unreadable.add(file + ": " + e.getMessage());
                continue;
            }
            quota.met(mutation);
        }
    }

    private static Ours compare(Element before, Element after) {
        try {
            Set<String> paths = AbiComparison.of(before, after).stream()
                    .map(finding -> Facts.general(finding.difference().path()))
                    .collect(Collectors.toCollection(TreeSet::new));
            return paths.isEmpty() ? new Ours.Same() : new Ours.Changed(paths);
        } catch (RefusalException e) {
            return new Ours.Refused(e.getMessage());
        }
    }

    /** Others use the lab's daemons too: one that is lost by this very mutation is lost by it twice. */
    private Optional<Element> attempt(String file, Mutation mutation) throws LibvirtException {
        Element mutant = mutation.domain().get();
        try {
            return define(mutant);
        } catch (LibvirtException e) {
            connectAgain();
        }
        try {
            return define(mutant);
        } catch (LibvirtException e) {
            throw new IllegalStateException("libvirtd " + host + " crashed on " + file + ": " + mutation + "\n" + mutant, e);
        }
    }

    private void connectAgain() throws LibvirtException {
        host.up();
        libvirt = new Redefinition(host.uri());
        begun = false;
    }

    private Optional<Element> define(Element domain) throws LibvirtException {
        String complete;
        try {
            complete = libvirt.define(DomainXml.write(domain));
        } catch (LibvirtException e) {
            if (LOST.stream().anyMatch(String.valueOf(e.getMessage())::contains)) {
                throw e;
            }
            return Optional.empty();
        }
        return Optional.of(XmlSource.parse(complete, "libvirt's answer"));
    }

    /** Under a name and a UUID of our own, the latter also where an owner repeats it for the guest. */
    private Element named(Element domain) {
        Element named = domain.mapChild("name", e -> e.withText(name)).mapChild("uuid", e -> e.withText(uuid));
        if (named.child("sysinfo") == null) {
            return named;
        }
        return named.mapChild("sysinfo", sysinfo -> sysinfo.child("system") == null
                ? sysinfo
                : sysinfo.mapChild("system", system -> system.withChildren(system.elements().stream()
                        .map(entry -> "uuid".equals(entry.attribute("name")) ? entry.withText(uuid) : entry)
                        .toList())));
    }
}
