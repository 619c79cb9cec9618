package org.gatecast.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * What has to be written so that one table's rows of an event become other ones, order included.
 *
 * <p>A row's position is a number that only has to grow along the order. Rows that keep their order keep their
 * positions; from the first row on that is out of order, positions are given anew, above all that were given before.
 *
 * @param added rows that were not there
 * @param changed rows that say something else, with their new values; their positions stay
 * @param moved rows whose position alone is different; a row may be changed and moved
 * @param removed rows that are gone, with their old values
 */
public record RowDiff<R>(List<Placed<R>> added, List<R> changed, List<Placed<R>> moved, List<R> removed) {

    /** A row and the position it gets. */
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

    /** Collects one table's difference from the lists it is kept in: all participants, each race's results. */
    static final class Builder<R> {
        private final BiPredicate<R, R> sameRow;
        private final long firstPosition;
        private final List<Placed<R>> added = new ArrayList<>();
        private final List<R> changed = new ArrayList<>();
        private final List<Placed<R>> moved = new ArrayList<>();
        private final List<R> removed = new ArrayList<>();

        /**
         * @param firstPosition above every position given so far
         * @param sameRow whether two values of a row read the same on disk; asked only where they are not one object
         */
        Builder(long firstPosition, BiPredicate<R, R> sameRow) {
            this.firstPosition = firstPosition;
            this.sameRow = sameRow;
        }

        /** One list, its rows by what names them, in order. */
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
