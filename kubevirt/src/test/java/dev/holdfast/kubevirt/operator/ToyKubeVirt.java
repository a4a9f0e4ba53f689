package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.domain.DomainXml;
import dev.holdfast.domain.Element;
import dev.holdfast.kubevirt.Launcher;
import dev.holdfast.spec.Spec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What KubeVirt does between an API and a libvirt, as far as hardware goes: makes instances of VMs and starts them. */
final class ToyKubeVirt implements DefinitionReader {

    private final KubernetesClient client;
    private final Map<String, Libvirts> running = new ConcurrentHashMap<>();

    ToyKubeVirt(KubernetesClient client) {
        this.client = client;
    }

    /** Starts a VM as it is in the API now; the hook is asked where {@code hooked}. */
    Element start(String namespace, String name, Libvirts host, PortScheme scheme, boolean hooked) {
        VirtualMachine vm = client.resources(VirtualMachine.class).inNamespace(namespace).withName(name).require();
        VirtualMachineInstance instance = client.resource(instance(vm)).create();
        String json = Serialization.asJson(instance);
        Element converted = converted(json, vm);
        Launcher launcher = new Launcher(host::define, host.platform());
        Element defined = launcher.start(
                hooked ? json : "{\"metadata\":{}}",
                DomainXml.write(withPorts(converted, scheme.appended(converted))),
                scheme.placeholders(converted));
        running.put(instance.getMetadata().getUid(), host);
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("phase", "Running").put("nodeName", "node-1");
        instance.setStatus(status);
        client.resource(instance).updateStatus();
        return defined;
    }

    /** Stops a VM: its instance goes, and its domain with it. */
    void stop(String namespace, String name) {
        var resource = client.resources(VirtualMachineInstance.class).inNamespace(namespace).withName(name);
        VirtualMachineInstance instance = resource.get();
        if (instance != null) {
            resource.delete();
            Libvirts host = running.remove(instance.getMetadata().getUid());
            if (host != null) {
                host.undefine(instance.domainName());
            }
        }
    }

    /** Tells VMs the conditions of their instances, and takes from them those that these don't have. */
    void tell(String namespace) {
        for (VirtualMachineInstance instance : client.resources(VirtualMachineInstance.class).inNamespace(namespace).list().getItems()) {
            var resource = client.resources(VirtualMachine.class).inNamespace(namespace).withName(instance.getMetadata().getName());
            VirtualMachine vm = resource.get();
            JsonNode conditions = instance.getStatus() == null ? null : instance.getStatus().get("conditions");
            if (vm != null && conditions != null && (vm.getStatus() == null || !conditions.equals(vm.getStatus().get("conditions")))) {
                ObjectNode status = JsonNodeFactory.instance.objectNode();
                status.set("conditions", conditions);
                vm.setStatus(status);
                retried(() -> client.resource(vm).updateStatus());
            }
        }
    }

    /** The operator may have written between: the next look sees to it. */
    private static void retried(Runnable write) {
        try {
            write.run();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public Optional<Definition> read(VirtualMachineInstance instance) throws UnreadableException {
        Libvirts host = running.get(instance.getMetadata().getUid());
        if (host == null) {
            return Optional.empty();
        }
        return host.definition(instance.domainName()).map(domain -> new Definition(domain, host.platform()));
    }

    private static Element withPorts(Element domain, int count) {
        Element port = Element.of("controller", "type", "pci", "model", "pcie-root-port");
        Element more = domain;
        for (int i = 0; i < count; i++) {
            more = more.mapChild("devices", devices -> devices.plus(port));
        }
        return more;
    }

    private static VirtualMachineInstance instance(VirtualMachine vm) {
        VirtualMachineInstance instance = new VirtualMachineInstance();
        instance.setMetadata(new ObjectMetaBuilder()
                .withNamespace(vm.getMetadata().getNamespace())
                .withName(vm.getMetadata().getName())
                .withAnnotations(new LinkedHashMap<>(vm.templateAnnotations()))
                .build());
        instance.setSpec(vm.getSpec().path("template").path("spec").deepCopy());
        return instance;
    }

    /** KubeVirt names the domain for the namespace too; the lab has no KVM. */
    private static Element converted(String json, VirtualMachine vm) {
        Spec spec = Spec.parse("instance", json);
        String name = vm.getMetadata().getNamespace() + "_" + vm.getMetadata().getName();
        return spec.settle(spec.domain(), Set.of("qemu")).mapChild("name", element -> element.withText(name));
    }
}
