package dev.holdfast;

import dev.holdfast.Holdfast.AbiChanges;
import dev.holdfast.device.DeviceKinds;
import dev.holdfast.domain.Element;
import dev.holdfast.domain.XmlSource;
import dev.holdfast.lock.Lock;
import dev.holdfast.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A VM, and a host of toys that it is applied to. */
final class ToyVm {

    static final String TEXT = """
            <domain type='qemu'>
              <name>vm</name>
              <memory unit='GiB'>1</memory>
              <os><type machine='q35'>hvm</type></os>
              <clock offset='utc'>
                <timer name='rtc' tickpolicy='catchup'/>
              </clock>
              <devices>
                <!-- the system -->
                <disk type='file'>
                  <source file='/root.img'/>
                  <target dev='vda'/>
                </disk>
                <disk type='file'><!-- data -->
                  <source file='/data.img'/>
                  <target dev='vdb'/>
                </disk>
                <interface type='user'/>
              </devices>
            </domain>
            """;

    private final ToyHost host = new ToyHost(HoldfastTest.OLD);

    ToyHost host() {
        return host;
    }

    static Spec xml(String text) {
        return Spec.parse("vm.xml", text);
    }

    Applied apply(Spec spec, @Nullable Lock lock) {
        return apply(spec, lock, Drift.REFUSE);
    }

    Applied apply(Spec spec, @Nullable Lock lock, Drift drift) {
        return Holdfast.apply(spec, lock, host, AbiChanges.REFUSE, drift);
    }

    static Lock lockOf(Applied applied) {
        return applied.completion().lock();
    }

    List<String> diff(String text, @Nullable Lock lock) {
        return Holdfast.diff(xml(text), lock, host).changes().stream().map(DomainChange::toString).toList();
    }

    /** Each device's address by what it is: disks by target, controllers by index, others by kind and number. */
    static Map<String, String> addresses(Element domain) {
        Map<String, String> addresses = new TreeMap<>();
        Map<String, Integer> numbers = new TreeMap<>();
        for (Element device : DeviceKinds.in(domain)) {
            String target = device.name().equals("controller")
                    ? device.value("@type") + device.value("@index")
                    : device.value("target@dev");
            String name = device.name() + (target == null ? "-" + numbers.merge(device.name(), 1, Integer::sum) : " " + target);
            addresses.put(name, String.valueOf(device.child("address")));
        }
        return addresses;
    }

    static Element changeDevice(Element domain, String target, UnaryOperator<Element> change) {
        List<Element> devices = new ArrayList<>();
        for (Element device : DeviceKinds.in(domain)) {
            devices.add(target.equals(device.value("target@dev")) ? change.apply(device) : device);
        }
        return DeviceKinds.replaceIn(domain, devices);
    }

    static Element without(Element domain, String target) {
        return DeviceKinds.replaceIn(domain, DeviceKinds.in(domain).stream()
                .filter(device -> !target.equals(device.value("target@dev")))
                .toList());
    }

    static Element with(Element domain, String device) {
        return domain.mapChild("devices", devices -> devices.plus(XmlSource.parse(device, "x")));
    }
}
