package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The difference between two versions of one table's rows, order included.
 *
 * <p>Positions only have to increase along the order. Rows that keep their order keep their positions. From the first row
 * that is out of order, all rows get new positions, above all positions given before.
 *
 * @param added new rows
 * @param changed rows with other values, with their new values; their positions stay
 * @param moved rows with another position; a row may be both changed and moved
 * @param removed rows that are gone, with their old values
 */
public record RowDiff<R>(List<Placed<R>> added, List<R> changed, List<Placed<R>> moved, List<R> removed) {

    public record Placed<R>(R row, long position) {}

    public RowDiff {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        moved = List.copyOf(moved);
        removed = List.copyOf(removed);
    }

    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && moved.isEmpty() && removed.isEmpty();
    }

    /** Collects one table's difference from one or several lists: all participants, each race's results. */
    static final class Builder<R> {
        private final BiPredicate<R, R> sameRow;
        private final long firstPosition;
        private final List<Placed<R>> added = new ArrayList<>();
        private final List<R> changed = new ArrayList<>();
        private final List<Placed<R>> moved = new ArrayList<>();
        private final List<R> removed = new ArrayList<>();

        /** Calls {@code sameRow} only for different objects. {@code firstPosition} is above every position so far. */
        Builder(long firstPosition, BiPredicate<R, R> sameRow) {
            this.firstPosition = firstPosition;
            this.sameRow = sameRow;
        }

        /** Compares one list; its rows by id, in order. */
        <K> void compare(Map<K, R> before, Map<K, R> after) {
            if (before == after) {
                return;
            }
            Iterator<Map.Entry<K, R>> old = before.entrySet().iterator();
            Iterator<Map.Entry<K, R>> now = after.entrySet().iterator();
            long position = firstPosition;
            while (old.hasNext() && now.hasNext()) {
                Map.Entry<K, R> last = old.next();
                Map.Entry<K, R> next = now.next();
                if (!last.getKey().equals(next.getKey())) {
                    compareRest(before, after, position - firstPosition);
                    return;
                }
                compareValues(last.getValue(), next.getValue());
                position++;
            }
            old.forEachRemaining(entry -> removed.add(entry.getValue()));
            while (now.hasNext()) {
                added.add(new Placed<>(now.next().getValue(), position));
                position++;
            }
        }

        /** Compares the rows after those at the beginning whose ids are the same in both. */
        private <K> void compareRest(Map<K, R> before, Map<K, R> after, long same) {
            before.forEach((key, row) -> {
                if (!after.containsKey(key)) {
                    removed.add(row);
                }
            });
            Iterator<K> survivors = before.keySet().stream()
                    .skip(same)
                    .filter(after::containsKey)
                    .iterator();
            boolean inOrder = true;
            long position = firstPosition + same;
            Iterator<Map.Entry<K, R>> rest =
                    after.entrySet().stream().skip(same).iterator();
            while (rest.hasNext()) {
                Map.Entry<K, R> entry = rest.next();
                R row = entry.getValue();
                R old = before.get(entry.getKey());
                inOrder = inOrder && old != null && survivors.next().equals(entry.getKey());
                if (old == null) {
                    added.add(new Placed<>(row, position));
                } else {
                    compareValues(old, row);
                    if (!inOrder) {
                        moved.add(new Placed<>(row, position));
                    }
                }
                position++;
            }
        }

        private void compareValues(R old, R row) {
            if (old != row && !sameRow.test(old, row)) {
                changed.add(row);
            }
        }

        RowDiff<R> build() {
            return new RowDiff<>(added, changed, moved, removed);
        }
    }
}
