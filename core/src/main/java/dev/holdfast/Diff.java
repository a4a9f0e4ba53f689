package dev.holdfast;

import java.util.List;

/**
 * What libvirt has of a VM otherwise than its spec and lock say.
 *
 * @param changes what its definition has otherwise; where libvirt has no such domain, that it is removed
 * @param running every device of the running VM that isn't where it is defined; none where the VM doesn't run
 */
public record Diff(List<DomainChange> changes, List<RunningChange> running) {}
