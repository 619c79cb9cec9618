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
            before.forEach((key, row) -> {
                if (!after.containsKey(key)) {
                    removed.add(row);
                }
            });
            Iterator<K> survivors =
                    before.keySet().stream().filter(after::containsKey).iterator();
            boolean inOrder = true;
            long position = firstPosition;
            for (Map.Entry<K, R> entry : after.entrySet()) {
                R row = entry.getValue();
                R old = before.get(entry.getKey());
                inOrder = inOrder && old != null && survivors.next().equals(entry.getKey());
                if (old == null) {
                    added.add(new Placed<>(row, position));
                } else {
                    if (old != row && !sameRow.test(old, row)) {
                        changed.add(row);
                    }
                    if (!inOrder) {
                        moved.add(new Placed<>(row, position));
                    }
                }
                position++;
            }
        }

        RowDiff<R> build() {
            return new RowDiff<>(added, changed, moved, removed);
        }
    }
}
