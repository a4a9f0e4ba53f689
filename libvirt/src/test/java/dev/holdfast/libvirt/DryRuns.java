package dev.holdfast.libvirt;

import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.libvirt.client.Connect;
import dev.holdfast.libvirt.client.Domain;
import dev.holdfast.libvirt.client.LibvirtException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Dry runs as they stand on a host, and a process that does nothing else. */
final class DryRuns {

    private DryRuns() {}

    /** Completes one domain again and again, until it is ended from outside; the argument is a URI. */
    public static void main(String[] arguments) {
        Element domain = XmlSource.parse("""
                <domain type='qemu'><name>lv-loop</name><memory>65536</memory>
                <os><type arch='x86_64' machine='q35'>hvm</type></os></domain>""", "loop");
        Libvirt libvirt = Libvirt.connect(arguments[0]);
        libvirt.complete(domain);
        System.out.println("begun");
        while (true) {
            libvirt.complete(domain);
        }
    }

    /** A process of that kind, under way. */
    static Process loop(Lab.Host host) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DryRuns.class.getName(),
                        host.uri())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            if (!"begun".equals(output.readLine())) {
                throw new IllegalStateException("The loop did not begin");
            }
        }
        return process;
    }

    /** The names of the dry runs of a process that stand on a host. */
    static List<String> of(long pid, Lab.Host host) {
        try {
            Connecting.prepare();
            Connect connect = Connecting.open(host.uri());
            try {
                List<String> names = new ArrayList<>();
                for (String name : connect.listDefinedDomains()) {
                    if (name.startsWith(DryRun.PREFIX) && pidOf(connect, name) == pid) {
                        names.add(name);
                    }
                }
                return names;
            } finally {
                connect.close();
            }
        } catch (LibvirtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long pidOf(Connect connect, String name) {
        try {
            Domain domain = connect.domainLookupByName(name);
            try {
                return DryRunMark.of(XmlSource.parse(domain.xml(Domain.XML_INACTIVE), name))
                        .map(mark -> mark.process().pid())
                        .orElse(0L);
            } finally {
                domain.free();
            }
        } catch (LibvirtException e) {
            return 0; // Another's, and gone meanwhile.
        }
    }

    /** Undefines a domain that a test made. */
    static void undefine(String name, Lab.Host host) throws LibvirtException {
        Connecting.prepare();
        Connect connect = Connecting.open(host.uri());
        try {
            Domain domain = connect.domainLookupByName(name);
            domain.undefine(0);
            domain.free();
        } finally {
            connect.close();
        }
    }
}
