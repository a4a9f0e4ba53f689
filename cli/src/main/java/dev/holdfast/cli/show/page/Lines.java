package dev.holdfast.cli.show.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two lists of rows, line by line: what is the same in both is on one line as far as its order allows, and one side is
 * empty where the other has more.
 */
final class Lines {

    private final List<Line> lines = new ArrayList<>();

    /** What one line has on either side. */
    record Line(@Nullable Row old, @Nullable Row now) {}

    private Lines() {}

    /**
     * The lines.
     *
     * @param oldKey what an old row has in common with the new row that is the same; null for nothing; no two have one
     * @param newKey the same of a new row
     */
    static List<Line> of(
            List<Row> old, List<Row> now, Function<Row, @Nullable Object> oldKey, Function<Row, @Nullable Object> newKey) {
        Map<Object, Integer> places = new HashMap<>();
        for (int i = 0; i < now.size(); i++) {
            Object key = newKey.apply(now.get(i));
            if (key != null) {
                places.put(key, i);
            }
        }
        int[] partners = new int[old.size()];
        for (int i = 0; i < partners.length; i++) {
            Object key = oldKey.apply(old.get(i));
            Integer place = key == null ? null : places.get(key);
            partners[i] = place == null ? -1 : place;
        }
        Lines all = new Lines();
        int oldDone = 0;
        int newDone = 0;
        for (int row : inOrder(partners)) {
            all.beside(old.subList(oldDone, row), now.subList(newDone, partners[row]));
            all.lines.add(new Line(old.get(row), now.get(partners[row])));
            oldDone = row + 1;
            newDone = partners[row] + 1;
        }
        all.beside(old.subList(oldDone, old.size()), now.subList(newDone, now.size()));
        return all.lines;
    }

    private void beside(List<Row> old, List<Row> now) {
        for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
            lines.add(new Line(i < old.size() ? old.get(i) : null, i < now.size() ? now.get(i) : null));
        }
    }

    /** The most indexes whose partners are in order: a longest increasing subsequence, by patience sorting. */
    private static List<Integer> inOrder(int[] partners) {
        int[] tops = new int[partners.length];
        int[] lasts = new int[partners.length];
        int[] before = new int[partners.length];
        int piles = 0;
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] < 0) {
                continue;
            }
            int found = Arrays.binarySearch(tops, 0, piles, partners[i]);
            int pile = found < 0 ? -found - 1 : found;
            tops[pile] = partners[i];
            lasts[pile] = i;
            before[i] = pile == 0 ? -1 : lasts[pile - 1];
            piles = Math.max(piles, pile + 1);
        }
        List<Integer> indexes = new ArrayList<>();
        for (int i = piles == 0 ? -1 : lasts[piles - 1]; i >= 0; i = before[i]) {
            indexes.addFirst(i);
        }
        return indexes;
    }
}
