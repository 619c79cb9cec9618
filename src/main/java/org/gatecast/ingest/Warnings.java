package org.gatecast.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers what is odd about an export: one line for each kind, with how often and the first example. */
final class Warnings {
    private final Map<Oddity, Tally> tallies = new EnumMap<>(Oddity.class);

    void note(Oddity oddity, Place place, String example) {
        Tally tally = tallies.get(oddity);
        if (tally == null) {
            tally = new Tally(Quote.clip(example, 100) + " at " + place);
            tallies.put(oddity, tally);
        }
        tally.count++;
    }

    /** At most one line for each {@link Oddity}, none of them long, however odd the export. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        tallies.forEach(
                (oddity, tally) -> lines.add(tally.count + " × " + oddity.description() + ": " + tally.firstExample));
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
