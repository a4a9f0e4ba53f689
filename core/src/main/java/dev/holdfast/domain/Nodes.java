package dev.holdfast.domain;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** The first of an array's nodes as a list that nobody can change. */
final class Nodes extends AbstractList<Node> implements RandomAccess {

    private final Node[] nodes;
    private final int count;

    /** The array is kept. */
    Nodes(Node[] nodes, int count) {
        this.nodes = nodes;
        this.count = count;
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
