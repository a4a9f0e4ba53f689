package dev.holdfast.spec.kubevirt;

import dev.holdfast.spec.text.Nearest;
import dev.holdfast.spec.text.Problems;
import dev.holdfast.spec.text.Yaml;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields below {@code domain} that this version knows: what a newer KubeVirt has besides may decide hardware, so that
 * it is an error and not left out. As in the schema of {@code kubevirt.io/v1} of KubeVirt 1.7.
 */
final class KnownFields {

    private static final String DOMAIN =
            """
            chassis { asset manufacturer serial sku version }
            clock {
              timezone
              utc { offsetSeconds }
              timer {
                hpet { present tickPolicy } hyperv { present } kvm { present } pit { present tickPolicy }
                rtc { present tickPolicy track }
              }
            }
            cpu {
              cores dedicatedCpuPlacement features { name policy } isolateEmulatorThread maxSockets model
              numa { guestMappingPassthrough { } } realtime { mask } sockets threads
            }
            devices {
              autoattachGraphicsDevice autoattachInputDevice autoattachMemBalloon autoattachPodInterface
              autoattachSerialConsole autoattachVSOCK blockMultiQueue clientPassthrough { } disableHotplug
              disks {
                blockSize { custom { discardGranularity logical physical } matchVolume { enabled } }
                bootOrder cache cdrom { bus readonly tray } changedBlockTracking dedicatedIOThread
                disk { bus pciAddress readonly } errorPolicy io lun { bus readonly reservation } name serial shareable tag
              }
              downwardMetrics { } filesystems { name virtiofs { } }
              gpus { claimName deviceName name requestName tag virtualGPUOptions { display { enabled ramFB { enabled } } } }
              hostDevices { claimName deviceName name requestName tag }
              inputs { bus name type }
              interfaces {
                acpiIndex binding { name } bootOrder bridge { }
                dhcpOptions { bootFileName ntpServers privateOptions { option value } tftpServerName }
                macAddress macvtap { } masquerade { } model name passt { } passtBinding { } pciAddress
                portRanges { end protocol start } ports { name port protocol } slirp { } sriov { } state tag
              }
              logSerialConsole networkInterfaceMultiqueue panicDevices { model } rng { } sound { model name }
              tpm { enabled persistent } useVirtioTransitional video { type }
              watchdog { diag288 { action } i6300esb { action } name }
            }
            features {
              acpi { enabled } apic { enabled endOfInterrupt }
              hyperv {
                evmcs { enabled } frequencies { enabled } ipi { enabled } reenlightenment { enabled } relaxed { enabled }
                reset { enabled } runtime { enabled } spinlocks { enabled spinlocks } synic { enabled }
                synictimer { direct { enabled } enabled } tlbflush { direct { enabled } enabled extended { enabled } }
                vapic { enabled } vendorid { enabled vendorid } vpindex { enabled }
              }
              hypervPassthrough { enabled } kvm { hidden } pvspinlock { enabled } smm { enabled }
            }
            firmware {
              acpi { msdmNameRef slicNameRef } bootloader { bios { useSerial } efi { persistent secureBoot } }
              kernelBoot { container { image imagePullPolicy imagePullSecret initrdPath kernelPath } kernelArgs }
              serial uuid
            }
            ioThreads { supplementalPoolThreadCount } ioThreadsPolicy
            launchSecurity { sev { attestation { } dhCert policy { encryptedState } session } snp { } tdx { } }
            machine { type }
            memory { guest hugepages { pageSize } maxGuest reservedOverhead { addedOverhead memLock } }
            rebootPolicy
            resources { limits * overcommitGuestOverhead requests * }
            """;

    /** A field and those below it; {@code any} for one below which all may stand. */
    private record Known(Map<String, Known> fields, boolean any) {}

    private static final Known ROOT = parse();

    private KnownFields() {}

    private static Known parse() {
        Known root = new Known(new LinkedHashMap<>(), false);
        Deque<Known> open = new ArrayDeque<>();
        open.push(root);
        String last = "";
        for (String word : DOMAIN.trim().split("\\s+")) {
            Map<String, Known> fields = open.element().fields();
            switch (word) {
                case "{" -> open.push(fields.getOrDefault(last, root));
                case "}" -> open.pop();
                case "*" -> fields.put(last, new Known(Map.of(), true));
                default -> {
                    fields.put(word, new Known(new LinkedHashMap<>(), false));
                    last = word;
                }
            }
        }
        return root;
    }

    /** Notes every field below {@code domain} that isn't known. */
    static void check(Field domain) {
        if (domain.value() != null) {
            check(domain.value(), ROOT, domain.path(), domain.problems());
        }
    }

    private static void check(Yaml value, Known known, String path, Problems problems) {
        if (known.any()) {
            return;
        }
        switch (value) {
            case Yaml.Mapping mapping -> mapping.entries().forEach(entry -> check(entry, known, path, problems));
            case Yaml.Sequence sequence -> sequence.items().forEach(item -> check(item, known, path, problems));
            case Yaml.Scalar _ -> {
                // Whoever reads the field says what it takes.
            }
        }
    }

    private static void check(Yaml.Entry entry, Known known, String path, Problems problems) {
        String key = entry.key().value();
        Known field = known.fields().get(key);
        if (field != null) {
            check(entry.value(), field, path + "." + key, problems);
            return;
        }
        String nearest = Nearest.to(key, known.fields().keySet());
        problems.add(
                entry.key().span(),
                "Unknown field " + key + " in " + path,
                (nearest == null ? "" : "Did you mean " + nearest + "? If not, t")
                        + (nearest == null ? "T" : "")
                        + "his Holdfast can't tell what hardware it makes: take one that knows it, or remove the field");
    }
}
