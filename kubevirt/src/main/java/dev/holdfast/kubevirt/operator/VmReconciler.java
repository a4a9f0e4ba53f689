package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.abi.AbiChange;
import dev.holdfast.kubevirt.operator.Conditions.Condition;
import dev.holdfast.kubevirt.operator.Decided.Outcome;
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
    private final Decided decided = new Decided();
    private final Pins pins;
    private final Teller teller;
    private final Counts counts;

    VmReconciler(Pinner pinner, Pins pins, Teller teller, Counts counts) {
        this.pinner = pinner;
        this.pins = pins;
        this.teller = teller;
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
        try {
            Optional<Outcome> outcome = decided.of(vm, instance);
            return outcome.isPresent() ? told(vm, instance, outcome.get()) : decided(vm, instance, context.getClient());
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
        Outcome outcome = outcome(decision, vm, instance);
        return switch (decision) {
            case Decision.Reflected(JsonNode patch, List<String> unsaid) ->
                written(FieldsPatch.apply(client, vm, patch), instance, outcome);
            case Decision.Written(String annotation, String why) -> {
                try {
                    yield written(LockPatch.apply(client, vm, annotation), instance, outcome);
                } catch (KubernetesClientException e) {
                    yield told(vm, instance, outcome(conflict(e).orElseThrow(() -> e), vm, instance));
                }
            }
            case Decision.CannotPin cannot when cannot.again() -> {
                told(vm, instance, outcome);
                decided.forget(vm);
                yield UpdateControl.<VirtualMachine>noUpdate().rescheduleAfter(LATER);
            }
            case Decision.LeftAlone _, Decision.Held _, Decision.Drifted _, Decision.CannotPin _ ->
                told(vm, instance, outcome);
        };
    }

    /** What was written comes back as an event, behind all others that wait: a lock is more urgent than what is told of it. */
    private UpdateControl<VirtualMachine> written(
            VirtualMachine after, @Nullable VirtualMachineInstance instance, Outcome outcome) {
        decided.put(after, instance, outcome);
        return UpdateControl.noUpdate();
    }

    private UpdateControl<VirtualMachine> told(
            VirtualMachine vm, @Nullable VirtualMachineInstance instance, Outcome outcome) {
        decided.put(vm, instance, outcome);
        return outcome.condition() == null
                ? UpdateControl.noUpdate()
                : teller.tell(vm, instance, outcome.condition())
                        .map(UpdateControl.<VirtualMachine>noUpdate()::rescheduleAfter)
                        .orElseGet(UpdateControl::noUpdate);
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

    private static Outcome outcome(Decision decision, VirtualMachine vm, @Nullable VirtualMachineInstance instance) {
        return new Outcome(switch (decision) {
            case Decision.LeftAlone() -> null;
            case Decision.Held() -> pinned(instance == null ? null : instance.getStatus())
                    .or(() -> pinned(vm.getStatus()))
                    .orElseGet(() -> new Condition(Conditions.PINNED, "Held", "The guest has the hardware that is locked"));
            case Decision.Written(String annotation, String why) ->
                new Condition(Conditions.PINNED, "LockWritten", "Hardware " + why);
            case Decision.Reflected(JsonNode patch, List<String> unsaid) ->
                new Condition(
                        Conditions.PINNED,
                        "FieldsWritten",
                        "Hardware is in the VirtualMachine's fields"
                                + (unsaid.isEmpty() ? "" : "; KubeVirt has none for: " + String.join("; ", unsaid)));
            case Decision.Drifted(List<AbiChange> changes) ->
                new Condition(
                        Conditions.DRIFTED,
                        "GuestNotices",
                        changes.stream().map(AbiChange::toString).collect(Collectors.joining("; ")));
            case Decision.CannotPin(String reason, String message, boolean again) ->
                new Condition(Conditions.CANNOT_PIN, reason, message);
        });
    }

    /** How it came to be pinned, as was told before. */
    private static Optional<Condition> pinned(@Nullable JsonNode status) {
        return Conditions.told(status).filter(told -> told.type().equals(Conditions.PINNED));
    }
}
