package dev.holdfast.spec.yaml;

/** How a domain's own values are written. */
final class Domains {

    private static final Path KIND = Path.of("os/type");
    private static final Path ARCH = Path.of("os/type@arch");

    static final Form FORM = Form.closed("domain")
            .texts("name uuid hwuuid title description")
            .value("type", "@type")
            .value("arch", "os/type@arch")
            .resolved("machine", "os/type@machine")
            .value("firmware", "os@firmware")
            .sizes("memory currentMemory maxMemory")
            .value("vcpus", "vcpu")
            .texts("iothreads genid bootloader bootloader_args on_poweroff on_reboot on_crash on_lockfailure")
            .attributes("id xmlns:qemu xmlns:lxc xmlns:xen xmlns:bhyve xmlns:vmware")
            .children("vcpu")
            .standard("name", "name", (domain, context) -> context.stem())
            .silent(null, "os/type", (domain, context) -> "hvm")
            .standard("arch", "os/type@arch", (domain, context) -> "hvm".equals(domain.get(KIND)) ? "x86_64" : null)
            .standard("machine", "os/type@machine", (domain, context) ->
                    "hvm".equals(domain.get(KIND)) && "x86_64".equals(domain.get(ARCH)) ? "q35" : null);

    private Domains() {}
}
