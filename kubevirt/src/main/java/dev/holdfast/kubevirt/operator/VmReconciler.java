package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.abi.AbiChange;
import dev.holdfast.kubevirt.operator.Conditions.Condition;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what {@link Pinner} decides about a VirtualMachine, and tells it. */
final class VmReconciler implements Reconciler<VirtualMachine> {

    private static final Logger LOG = LoggerFactory.getLogger(VmReconciler.class);
    /** Conflict; not found; and unprocessable, as the API answers a JSON patch whose test fails. */
    private static final Set<Integer> OUT_OF_DATE = Set.of(409, 404, 422);

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(30);

    private final Pinner pinner;
    private final Seen seen = new Seen();
    private final Pins pins;
    private final Announcer announcer;
    private final StatusPatch statuses;
    private final Counts counts;

    VmReconciler(Pinner pinner, Pins pins, Announcer announcer, StatusPatch statuses, Counts counts) {
        this.pinner = pinner;
        this.pins = pins;
        this.announcer = announcer;
        this.statuses = statuses;
        this.counts = counts;
    }

    @Override
    public List<EventSource<?, VirtualMachine>> prepareEventSources(EventSourceContext<VirtualMachine> context) {
        return List.of(new InformerEventSource<>(
                InformerEventSourceConfiguration.from(VirtualMachineInstance.class, VirtualMachine.class)
                        .withSecondaryToPrimaryMapper(instance -> Set.of(ResourceID.fromResource(instance)))
                        .withPrimaryToSecondaryMapper((VirtualMachine vm) -> Set.of(ResourceID.fromResource(vm)))
                        .build(),
                context));
    }

    @Override
    public UpdateControl<VirtualMachine> reconcile(VirtualMachine vm, Context<VirtualMachine> context) {
        if (vm.getMetadata().getDeletionTimestamp() != null) {
            return UpdateControl.noUpdate();
        }
        VirtualMachineInstance instance =
                context.getSecondaryResource(VirtualMachineInstance.class).orElse(null);
        if (seen.is(vm, instance)) {
            return UpdateControl.noUpdate();
        }
        try {
            return decided(vm, instance, context.getClient());
        } catch (KubernetesClientException e) {
            if (OUT_OF_DATE.contains(e.getCode())) {
                // Changed or gone since it was read; what is there now comes as an event, and is looked at then.
                LOG.debug("{} is read again: {}", vm.label(), e.getMessage());
                return UpdateControl.<VirtualMachine>noUpdate().rescheduleAfter(SOON);
            }
            throw e;
        }
    }

    private UpdateControl<VirtualMachine> decided(
            VirtualMachine vm, @Nullable VirtualMachineInstance instance, KubernetesClient client) {
        Decision decision = pinner.decide(vm, instance, pins.of(vm.getMetadata().getNamespace()));
        counts.decided(decision);
        LOG.debug("{} at {}: {}", vm.label(), vm.getMetadata().getResourceVersion(), decision);
        VirtualMachine now = vm;
        Decision done = decision;
        if (decision instanceof Decision.Reflected(JsonNode patch, List<String> unsaid)) {
            now = FieldsPatch.apply(client, vm, patch);
        }
        if (decision instanceof Decision.Written(String annotation, String why)) {
            try {
                now = LockPatch.apply(client, vm, annotation);
            } catch (KubernetesClientException e) {
                Optional<Decision> conflict = conflict(e);
                if (conflict.isEmpty()) {
                    throw e;
                }
                done = conflict.get();
            }
        }
        VirtualMachine told = now;
        Told versions = condition(done, now)
                .map(condition -> tell(told, instance, condition))
                .orElseGet(() -> new Told(told, instance));
        seen.put(versions.vm(), versions.instance());
        if (done instanceof Decision.CannotPin cannot && cannot.again()) {
            seen.forget(vm);
            return UpdateControl.<VirtualMachine>noUpdate().rescheduleAfter(LATER);
        }
        return UpdateControl.noUpdate();
    }

    private record Told(VirtualMachine vm, @Nullable VirtualMachineInstance instance) {}

    /**
     * KubeVirt copies every condition of an instance to its VirtualMachine, and takes from the VirtualMachine those that its
     * instance doesn't have: so the instance is told first, and then what is told of the VirtualMachine stays.
     */
    private Told tell(VirtualMachine vm, @Nullable VirtualMachineInstance instance, Condition condition) {
        VirtualMachineInstance after = instance == null
                ? null
                : statuses.tell(instance, instance.getStatus(), condition).orElse(instance);
        Optional<VirtualMachine> told = statuses.tell(vm, vm.getStatus(), condition);
        if (told.isPresent()) {
            announcer.announce(vm, condition);
        }
        return new Told(told.orElse(vm), after);
    }

    /** Another owner of the annotation is told of; an object that has changed or gone is seen to by its next event. */
    private static Optional<Decision> conflict(KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || e.getStatus() == null || e.getStatus().getDetails() == null) {
            return Optional.empty();
        }
        String owners = e.getStatus().getDetails().getCauses().stream()
                .filter(cause -> "FieldManagerConflict".equals(cause.getReason()))
                .map(StatusCause::getMessage)
                .collect(Collectors.joining("; "));
        return owners.isEmpty()
                ? Optional.empty()
                : Optional.of(new Decision.CannotPin(
                        "FieldConflict",
                        "Somebody else holds the annotation with the lock: " + owners
                                + ". Take it out of what that manager applies, or let it apply what Holdfast wrote",
                        false));
    }

    private static Optional<Condition> condition(Decision decision, VirtualMachine vm) {
        return switch (decision) {
            case Decision.LeftAlone() -> Optional.empty();
            case Decision.Held() -> Optional.of(Conditions.told(vm.getStatus())
                    .filter(told -> told.type().equals(Conditions.PINNED))
                    .orElseGet(() -> new Condition(Conditions.PINNED, "Held", "The guest has the hardware that is locked")));
            case Decision.Written(String annotation, String why) ->
                Optional.of(new Condition(Conditions.PINNED, "LockWritten", "Hardware " + why));
            case Decision.Reflected(JsonNode patch, List<String> unsaid) ->
                Optional.of(new Condition(
                        Conditions.PINNED,
                        "FieldsWritten",
                        "Hardware is in the VirtualMachine's fields"
                                + (unsaid.isEmpty() ? "" : "; KubeVirt has none for: " + String.join("; ", unsaid))));
            case Decision.Drifted(List<AbiChange> changes) ->
                Optional.of(new Condition(
                        Conditions.DRIFTED,
                        "GuestNotices",
                        changes.stream().map(AbiChange::toString).collect(Collectors.joining("; "))));
            case Decision.CannotPin(String reason, String message, boolean again) ->
                Optional.of(new Condition(Conditions.CANNOT_PIN, reason, message));
        };
    }
}
