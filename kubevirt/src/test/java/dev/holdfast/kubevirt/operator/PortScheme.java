package dev.holdfast.kubevirt.operator;

import dev.holdfast.domain.Element;

/** How many ports KubeVirt reserves for network cards to come: a formula that it has changed. */
enum PortScheme {
    /** Up to four cards. */
    V1 {
        @Override
        int placeholders(Element domain) {
            return Math.max(0, 4 - cards(domain));
        }
    },
    /** By the ports in use, here of a VM with more than 2 GiB of memory. */
    V2 {
        @Override
        int placeholders(Element domain) {
            return Math.max(16 - ports(domain), 6);
        }
    },
    /** As the first, and the difference to the second behind everything. */
    V3 {
        @Override
        int placeholders(Element domain) {
            return V1.placeholders(domain);
        }

        @Override
        int appended(Element domain) {
            return Math.max(0, V2.placeholders(domain) - V1.placeholders(domain));
        }
    };

    abstract int placeholders(Element domain);

    int appended(Element domain) {
        return 0;
    }

    private static int cards(Element domain) {
        return devices(domain).elements("interface").size();
    }

    private static int ports(Element domain) {
        return (int) devices(domain).elements().stream()
                .filter(device -> device.name().equals("interface")
                        || "virtio".equals(device.value("target@bus"))
                        || device.name().equals("memballoon")
                        || device.name().equals("rng"))
                .count();
    }

    private static Element devices(Element domain) {
        Element devices = domain.child("devices");
        return devices == null ? Element.of("devices") : devices;
    }
}
