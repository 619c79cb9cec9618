package org.gatecast.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatecast.model.ClassId;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.GateStatistics.GateCount;

/** Reads {@code GateStatistics}: of one class and phase, gate by gate, {@code G1_Touched, G1_Missed, G2_Touched…}. */
final class GateStatisticsReader {
    private static final String[] NAMES = Stream.concat(
                    Stream.of("ClassId", "Phase", "RunsCounted"),
                    IntStream.rangeClosed(1, GateColumns.MAX_GATES)
                            .boxed()
                            .flatMap(gate -> Stream.of(touched(gate), missed(gate))))
            .toArray(String[]::new);

    private final ExportDraft draft;
    private final Fields fields;

    GateStatisticsReader(ExportDraft draft) {
        this.draft = draft;
        fields = new Fields(draft.warnings(), NAMES);
    }

    void read(XmlCursor xml) {
        fields.read(xml);
        String classId = fields.text("ClassId");
        draft.add(
                new GateStatistics(
                        classId == null ? null : new ClassId(classId),
                        fields.text("Phase"),
                        fields.count("RunsCounted"),
                        gates()),
                fields.place());
    }

    /** Up to the last gate of which anything is told. */
    private List<GateCount> gates() {
        List<GateCount> gates = new ArrayList<>();
        int last = 0;
        for (int gate = 1; gate <= GateColumns.MAX_GATES; gate++) {
            GateCount count = new GateCount(fields.count(touched(gate)), fields.count(missed(gate)));
            gates.add(count);
            if (count.touched() != null || count.missed() != null) {
                last = gate;
            }
        }
        return gates.subList(0, last);
    }

    private static String touched(int gate) {
        return "G" + gate + "_Touched";
    }

    private static String missed(int gate) {
        return "G" + gate + "_Missed";
    }
}
