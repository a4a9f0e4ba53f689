package dev.holdfast.libvirt.oracle;

import dev.holdfast.libvirt.Corpus.Input;
import dev.holdfast.spec.Spec;
import java.util.List;

/** Domains with what libvirt's check holds fixed and the corpus has nowhere. */
final class MoreInputs {

    private static final String NUMA = """
            <domain type='qemu'>
              <name>numa</name>
              <memory unit='KiB'>1048576</memory>
              <vcpu>4</vcpu>
              <sysinfo type='smbios'>
                <baseBoard><entry name='manufacturer'>Holdfast</entry></baseBoard>
                <chassis><entry name='manufacturer'>Holdfast</entry></chassis>
              </sysinfo>
              <os><type arch='x86_64' machine='pc-q35-5.2'>hvm</type><smbios mode='sysinfo'/></os>
              <features><acpi/><apic/><smm state='on'><tseg unit='MiB'>48</tseg></smm></features>
              <cpu mode='custom' match='exact'>
                <model>qemu64</model>
                <topology sockets='1' cores='2' threads='2'/>
                <numa>
                  <cell id='0' cpus='0-1' memory='262144' unit='KiB'>
                  </cell>
                  <cell id='1' cpus='2-3' memory='786432' unit='KiB'>
                  </cell>
                </numa>
              </cpu>
              <devices>
                <channel type='pty'><target type='virtio' name='org.example.0'/></channel>
                <channel type='pty'><target type='guestfwd' address='10.0.2.1' port='4600'/></channel>
                <input type='tablet' bus='virtio' model='virtio'/>
                <video><model type='virtio'/></video>
              </devices>
            </domain>
            """;

    private static final String DISTANCES = """
            <domain type='qemu'>
              <name>distances</name>
              <memory unit='KiB'>1048576</memory>
              <vcpu>4</vcpu>
              <os><type arch='x86_64' machine='pc-q35-5.2'>hvm</type></os>
              <cpu mode='custom' match='exact'>
                <model>qemu64</model>
                <numa>
                  <cell id='0' cpus='0-1' memory='262144' unit='KiB'>
                    <distances><sibling id='0' value='10'/><sibling id='1' value='21'/></distances>
                  </cell>
                  <cell id='1' cpus='2-3' memory='786432' unit='KiB'>
                    <distances><sibling id='0' value='21'/><sibling id='1' value='10'/></distances>
                  </cell>
                </numa>
              </cpu>
              <devices/>
            </domain>
            """;

    private static final String PSTORE = """
            <domain type='qemu'>
              <name>pstore</name>
              <memory unit='KiB'>1048576</memory>
              <os><type arch='x86_64' machine='pc-q35-5.2'>hvm</type></os>
              <features><acpi/></features>
              <devices>
                <pstore backend='acpi-erst'><path>/tmp/pstore</path><size unit='KiB'>64</size></pstore>
              </devices>
            </domain>
            """;

    private static final String IOMMU = """
            <domain type='qemu'>
              <name>iommu</name>
              <memory unit='KiB'>1048576</memory>
              <os><type arch='x86_64' machine='pc-q35-5.2'>hvm</type></os>
              <features><acpi/><ioapic driver='qemu'/></features>
              <devices><iommu model='intel'/></devices>
            </domain>
            """;

    private MoreInputs() {}

    static List<Input> all() {
        return List.of(
                new Input("numa.xml", Spec.parse("numa.xml", NUMA)),
                new Input("distances.xml", Spec.parse("distances.xml", DISTANCES)),
                new Input("pstore.xml", Spec.parse("pstore.xml", PSTORE)),
                new Input("iommu.xml", Spec.parse("iommu.xml", IOMMU)));
    }
}
