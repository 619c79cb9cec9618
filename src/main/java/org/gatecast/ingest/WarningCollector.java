package org.gatecast.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects an export's warnings: one line for each kind, with the number and the first example. */
final class WarningCollector {
    private final Map<ExportWarning, Tally> tallies = new EnumMap<>(ExportWarning.class);

    void note(ExportWarning warning, DocumentPosition position, String example) {
        Tally tally = tallies.get(warning);
        if (tally == null) {
            tally = new Tally(QuotedText.truncated(example, 100) + " at " + position);
            tallies.put(warning, tally);
        }
        tally.count++;
    }

    /** At most one short line for each {@link ExportWarning}. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        tallies.forEach(
                (warning, tally) -> lines.add(tally.count + " × " + warning.description() + ": " + tally.firstExample));
        return lines;
    }

    private static final class Tally {
        private final String firstExample;
        private int count;

        Tally(String firstExample) {
            this.firstExample = firstExample;
        }
    }
}
