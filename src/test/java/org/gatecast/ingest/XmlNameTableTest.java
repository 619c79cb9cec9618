package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ctc.wstx.util.SymbolTable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.testing.HashCollisions;
import org.junit.jupiter.api.Test;

class XmlNameTableTest {
    private static final int LENGTH = 30;

    @Test
    void aNameIsOneInstanceHoweverManyThereAre() {
        XmlNameTable table = new XmlNameTable(5_000);
        String[] first = new String[5_000];
        for (int i = 0; i < first.length; i++) {
            first[i] = find(table, "name" + i);
            assertThat(first[i]).isEqualTo("name" + i);
        }
        for (int i = 0; i < first.length; i++) {
            assertThat(find(table, "name" + i)).isSameAs(first[i]);
        }
        assertThat(table.size()).isEqualTo(5_000);
    }

    @Test
    void oneMoreThanTheMostIsRefused() {
        XmlNameTable table = new XmlNameTable(2);
        find(table, "a");
        find(table, "b");
        assertThatThrownBy(() -> find(table, "c")).hasMessage("there are more than 2 different names");
        assertThat(find(table, "b")).isEqualTo("b");
    }

    /** As many comparisons as look-ups of usual names, times a constant: not times the names there are. */
    @Test
    void namesOfEqualHashesAreRefusedBeforeTheyCostAnything() {
        XmlNameTable table = new XmlNameTable(5_000);
        for (int i = 0; i < XmlNameTable.MAX_COLLISIONS; i++) {
            find(table, alike(i));
        }
        assertThatThrownBy(() -> find(table, alike(XmlNameTable.MAX_COLLISIONS)))
                .hasMessage("more than 32 names have the same hash");
        long before = table.comparisons();
        for (int i = 0; i < 1_000; i++) {
            find(table, alike(i % XmlNameTable.MAX_COLLISIONS));
        }
        assertThat(table.comparisons() - before).isLessThanOrEqualTo(1_000L * XmlNameTable.MAX_COLLISIONS);
    }

    @Test
    void theNamesOfARealExportHardlyMeet() {
        XmlNameTable table = new XmlNameTable(5_000);
        String export = new String(SampleExports.realExport(), UTF_8);
        Matcher names = Pattern.compile("<([A-Za-z_]\\w*)").matcher(export);
        long found = 0;
        while (names.find()) {
            find(table, names.group(1));
            found++;
        }
        assertThat(found).isGreaterThan(60_000);
        assertThat(table.size()).isBetween(100, 400);
        assertThat(table.comparisons()).isLessThan(2 * found);
    }

    /** All with the same beginning, which Woodstox mixes with a seed. */
    private static String alike(int number) {
        return HashCollisions.text(2 * number, LENGTH);
    }

    private static String find(XmlNameTable table, String name) {
        char[] buffer = (">" + name + "<").toCharArray();
        int hash = SymbolTable.calcHash(buffer, 1, name.length(), table.getHashSeed());
        return table.findSymbol(buffer, 1, name.length(), hash);
    }
}
