package dev.holdfast.kubevirt.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.abi.AbiChange;
import java.util.List;

/** What is to be done about a VirtualMachine. */
sealed interface Decision {

    /** Nothing, and nothing to say: it doesn't run, or its owner wants none of it. */
    record LeftAlone() implements Decision {}

    /** Nothing: its instance is as it is locked. */
    record Held() implements Decision {}

    /**
     * Its lock is written.
     *
     * @param annotation the lock, packed
     * @param why what became of the VM since the last one
     */
    record Written(String annotation, String why) implements Decision {}

    /**
     * What libvirt decided is written into fields of its spec.
     *
     * @param patch what to change, as a JSON patch
     * @param unsaid what KubeVirt has no fields for
     */
    record Reflected(JsonNode patch, List<String> unsaid) implements Decision {}

    /** Nothing: its guest has other hardware than is locked. */
    record Drifted(List<AbiChange> changes) implements Decision {}

    /**
     * Nothing can be done.
     *
     * @param reason one word in CamelCase, as conditions have it
     * @param message what is wrong, and what to do
     * @param again whether it may be otherwise in a while though nobody edits anything
     */
    record CannotPin(String reason, String message, boolean again) implements Decision {}
}
