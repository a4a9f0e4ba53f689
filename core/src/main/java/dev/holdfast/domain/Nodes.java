package dev.holdfast.domain;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** The first of an array's nodes as a list that nobody can change. */
final class Nodes extends AbstractList<Node> implements RandomAccess {

    /** No nodes. */
    static final Nodes NONE = new Nodes(new Node[0], 0);

    private final Node[] nodes;
    private final int count;

    private Nodes(Node[] nodes, int count) {
        this.nodes = nodes;
        this.count = count;
    }

    /** The first so many of an array, which is kept. */
    static Nodes of(Node[] nodes, int count) {
        return count == 0 ? NONE : new Nodes(nodes, count);
    }

    static Nodes copyOf(List<? extends Node> nodes) {
        return nodes instanceof Nodes same ? same : of(nodes.toArray(Node[]::new), nodes.size());
    }

    /** How many of them are elements. */
    int elements() {
        int elements = 0;
        for (int i = 0; i < count; i++) {
            elements += nodes[i] instanceof Element ? 1 : 0;
        }
        return elements;
    }

    @Override
    public Node get(int index) {
        return nodes[Objects.checkIndex(index, count)];
    }

    @Override
    public int size() {
        return count;
    }
}
