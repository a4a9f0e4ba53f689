package dev.holdfast.lock;

import dev.holdfast.abi.AbiChange;
import dev.holdfast.domain.Element;
import dev.holdfast.match.Known;
import dev.holdfast.problem.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A partial domain with a lock's values in it.
 *
 * @param domain the domain; each device in it has a place of its own
 * @param held what the lock knows of a device, by the identity of the device's {@link Element#place()}
 * @param unedited the places of the devices of which their owner writes just what was locked, by identity
 * @param removed the devices that their owner took out of the spec, or replaced
 * @param rest what the lock knows of the domain outside its devices; null where there is no lock
 * @param contradictions what the spec says against the lock and a guest would notice
 */
public record Pinned(
        Element domain,
        Map<Place, Known> held,
        Set<Place> unedited,
        List<Known> removed,
        @Nullable Known rest,
        List<AbiChange> contradictions) {}
