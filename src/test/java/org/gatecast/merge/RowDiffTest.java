package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gatecast.merge.RowDiff.Placed;
import org.junit.jupiter.api.Test;

class RowDiffTest {

    /** A row with a name, for readable failures. */
    record Word(String key, int value) {}

    @Test
    void aListThatIsTheSameObjectIsNotLookedInto() {
        Map<String, Word> words = words("a", "b");
        var diff = new RowDiff.Builder<Word>(10, (one, other) -> {
            throw new AssertionError("compared " + one);
        });
        diff.compare(words, words);
        assertThat(diff.build().isEmpty()).isTrue();
    }

    @Test
    void aRowThatIsTheSameObjectIsNotCompared() {
        Map<String, Word> before = words("a", "b");
        var diff = new RowDiff.Builder<Word>(10, (one, other) -> {
            throw new AssertionError("compared " + one);
        });
        diff.compare(before, new LinkedHashMap<>(before));
        assertThat(diff.build().isEmpty()).isTrue();
    }

    @Test
    void aRowThatIsEqualIsNotWritten() {
        assertThat(diff(words("a", "b"), words("a", "b")).isEmpty()).isTrue();
    }

    @Test
    void aRowWithOtherValuesIsChangedAndKeepsItsPosition() {
        Map<String, Word> after = words("a", "b", "c");
        after.put("b", new Word("b", 2));
        RowDiff<Word> diff = diff(words("a", "b", "c"), after);
        assertThat(diff.changed()).containsExactly(new Word("b", 2));
        assertThat(diff.added()).isEmpty();
        assertThat(diff.moved()).isEmpty();
        assertThat(diff.removed()).isEmpty();
    }

    @Test
    void rowsThatAreAppendedMoveNoOther() {
        RowDiff<Word> diff = diff(words("a", "b"), words("a", "b", "c", "d"));
        assertThat(diff.added()).containsExactly(placed("c", 12), placed("d", 13));
        assertThat(diff.moved()).isEmpty();
    }

    @Test
    void rowsThatAreRemovedMoveNoOther() {
        RowDiff<Word> diff = diff(words("a", "b", "c", "d"), words("b", "d"));
        assertThat(diff.removed()).containsExactly(new Word("a", 0), new Word("c", 0));
        assertThat(diff.moved()).isEmpty();
        assertThat(diff.changed()).isEmpty();
    }

    @Test
    void anInsertedRowMovesOnlyThoseBehindIt() {
        RowDiff<Word> diff = diff(words("a", "b", "c"), words("a", "x", "b", "c"));
        assertThat(diff.added()).containsExactly(placed("x", 11));
        assertThat(diff.moved()).containsExactly(placed("b", 12), placed("c", 13));
    }

    @Test
    void rowsThatTradePlacesMoveAndAreNotChanged() {
        RowDiff<Word> diff = diff(words("a", "b", "c"), words("a", "c", "b"));
        assertThat(diff.moved()).containsExactly(placed("c", 11), placed("b", 12));
        assertThat(diff.changed()).isEmpty();
    }

    @Property
    void writingEachDifferenceKeepsRowsAndOrder(@ForAll("histories") List<Map<String, Word>> history) {
        Map<String, Placed<Word>> table = new HashMap<>();
        Map<String, Word> before = Map.of();
        long position = 0;
        for (Map<String, Word> after : history) {
            position += 1000;
            var diff = new RowDiff.Builder<Word>(position, Word::equals);
            diff.compare(before, after);
            write(diff.build(), table);
            assertThat(inOrder(table)).containsExactlyElementsOf(after.values());
            before = after;
        }
    }

    @Provide
    Arbitrary<List<Map<String, Word>>> histories() {
        Arbitrary<Map<String, Word>> lists = Arbitraries.of("a", "b", "c", "d", "e", "f", "g")
                .list()
                .uniqueElements()
                .flatMap(keys -> Arbitraries.integers()
                        .between(0, 1)
                        .list()
                        .ofSize(keys.size())
                        .map(values -> {
                            Map<String, Word> words = new LinkedHashMap<>();
                            IntStream.range(0, keys.size())
                                    .mapToObj(i -> new Word(keys.get(i), values.get(i)))
                                    .forEach(word -> words.put(word.key(), word));
                            return words;
                        }));
        return lists.list().ofMaxSize(6);
    }

    private static void write(RowDiff<Word> diff, Map<String, Placed<Word>> table) {
        diff.removed().forEach(row -> assertThat(table.remove(row.key())).isNotNull());
        diff.added().forEach(placed -> assertThat(table.put(placed.row().key(), placed))
                .isNull());
        diff.changed()
                .forEach(row -> table.put(
                        row.key(), new Placed<>(row, table.get(row.key()).position())));
        diff.moved()
                .forEach(placed -> table.put(
                        placed.row().key(),
                        new Placed<>(table.get(placed.row().key()).row(), placed.position())));
    }

    private static List<Word> inOrder(Map<String, Placed<Word>> table) {
        List<Placed<Word>> rows = new ArrayList<>(table.values());
        rows.sort(Comparator.comparingLong(Placed::position));
        return rows.stream().map(Placed::row).toList();
    }

    private static RowDiff<Word> diff(Map<String, Word> before, Map<String, Word> after) {
        var diff = new RowDiff.Builder<Word>(10, Word::equals);
        diff.compare(before, after);
        return diff.build();
    }

    private static Map<String, Word> words(String... keys) {
        Map<String, Word> words = new LinkedHashMap<>();
        for (String key : keys) {
            words.put(key, new Word(key, 0));
        }
        return words;
    }

    private static Placed<Word> placed(String key, long position) {
        return new Placed<>(new Word(key, 0), position);
    }
}
