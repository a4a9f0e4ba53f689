package dev.holdfast.cli.show.page;

import dev.holdfast.cli.show.Topology;

/**
 * One VM of a page.
 *
 * @param file what it was read from, as it was named
 * @param topology what is in it
 * @param locked whether a lock's file tells it; false for what became of a spec just now
 */
public record Side(String file, Topology topology, boolean locked) {}
