package dev.holdfast.spec.kubevirt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Network cards. */
final class Interfaces {

    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
    private static final Pattern MODEL = Pattern.compile("[a-z0-9_-]+");

    /** A tap device has no more queues. */
    private static final long MOST_QUEUES = 256;

    /** Who is bound to the network in this way gets a card from somebody else than KubeVirt's converter. */
    private static final List<String> ELSEWHERE = List.of("sriov", "binding", "passt", "passtBinding", "slirp");

    private final Vmi vmi;

    Interfaces(Vmi vmi) {
        this.vmi = vmi;
    }

    List<Part> all() {
        List<Part> all = new ArrayList<>();
        Field source = vmi.devices().at("interfaces");
        List<Field> interfaces = source.items();
        List<Field> listed = vmi.spec().at("networks").items();
        if (interfaces.isEmpty() && listed.isEmpty() && vmi.devices().at("autoattachPodInterface").flag(true)) {
            all.add(card(vmi.devices(), Part.of("interface").from(vmi.devices()), "default"));
            return all;
        }
        Set<String> networks = new HashSet<>();
        listed.forEach(network -> networks.add(String.valueOf(network.at("name").text())));
        Set<String> names = new HashSet<>();
        for (Field card : interfaces) {
            String name = Devices.name(card);
            String state = card.at("state").word(Set.of("up", "down", "absent"));
            if (name == null || "absent".equals(state)) {
                continue;
            }
            if (!names.add(name)) {
                card.complain("is the second interface " + name, "Give each its own name");
            }
            if (!networks.contains(name)) {
                card.complain("is called " + name + ", and there is no network of this name", "Add it below networks");
            }
            if (!isElsewhere(card, name)) {
                all.add(card(card, Part.of("interface").from(card), name));
            }
        }
        return all;
    }

    private boolean isElsewhere(Field card, String name) {
        for (String binding : ELSEWHERE) {
            if (card.at(binding).isThere()) {
                vmi.remark(
                        card,
                        "What card " + name + " is, is decided by its binding " + binding
                                + " where the VM runs: it isn't in the domain",
                        "Take the lock from the VM where it runs");
                return true;
            }
        }
        return false;
    }

    private Part card(Field source, Part card, String name) {
        boolean listed = !name.equals("default") || source.at("name").isThere();
        String model = listed ? source.at("model").text(MODEL, "the name of a model", "Write virtio or e1000e") : null;
        boolean virtio = model == null || model.equals("virtio");
        card.set("@type", "ethernet");
        if (model == null) {
            vmi.virtio(card, "model@type");
        } else {
            card.set("model@type", virtio ? vmi.virtioModel() : model);
        }
        Devices.alias(card, name);
        if (virtio && vmi.devices().at("networkInterfaceMultiqueue").flag(false)) {
            card.set("driver@name", "vhost")
                    .set("driver@queues", Long.toString(Math.min(MOST_QUEUES, vmi.topology().vcpus())));
        }
        Long boot = null;
        if (listed) {
            String mac = source.at("macAddress").text(MAC, "a MAC address", "Write six pairs of digits with colons between");
            card.set("mac@address", mac == null ? null : mac.toLowerCase(Locale.ROOT));
            boot = source.at("bootOrder").number(1, Vmi.MOST);
            Long index = source.at("acpiIndex").number(0, Vmi.MOST);
            card.set("acpi@index", index == null || index == 0 ? null : index.toString());
            card.set("link@state", "down".equals(source.at("state").text()) ? "down" : null);
            Devices.address(card, source.at("pciAddress"));
        }
        if (boot != null) {
            card.set("boot@order", boot.toString());
        }
        if (boot == null || vmi.isSev()) {
            card.fill("rom@enabled", "no");
        }
        if (vmi.isSev() && virtio) {
            card.fill("driver@name", "vhost").fill("driver@iommu", "on");
        }
        return card;
    }
}
