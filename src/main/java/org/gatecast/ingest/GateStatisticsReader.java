package org.gatecast.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatecast.model.ClassId;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.GateStatistics.GateCount;

/** Reads {@code GateStatistics} of one class and phase, gate by gate: {@code G1_Touched, G1_Missed, G2_Touched…}. */
final class GateStatisticsReader {
    private static final String[] TOUCHED = names("_Touched");
    private static final String[] MISSED = names("_Missed");
    private static final String[] NAMES = Stream.of(
                    Stream.of("ClassId", "Phase", "RunsCounted"), Stream.of(TOUCHED), Stream.of(MISSED))
            .flatMap(Function.identity())
            .toArray(String[]::new);

    private static final GateCount NOT_GIVEN = new GateCount(null, null);

    private final ExportBuilder builder;
    private final ElementFields fields;

    GateStatisticsReader(ExportBuilder builder) {
        this.builder = builder;
        fields = new ElementFields(builder.warnings(), NAMES);
    }

    void read(XmlCursor xml) {
        fields.read(xml);
        String classId = fields.text("ClassId");
        builder.add(
                new GateStatistics(
                        classId == null ? null : new ClassId(classId),
                        fields.text("Phase"),
                        fields.count("RunsCounted"),
                        gates()),
                fields.place());
    }

    /** The gates up to the last one with a number. */
    private List<GateCount> gates() {
        List<GateCount> gates = new ArrayList<>();
        for (int gate = 0; gate < GateColumns.MAX_GATES; gate++) {
            Integer touched = fields.count(TOUCHED[gate]);
            Integer missed = fields.count(MISSED[gate]);
            if (touched != null || missed != null) {
                while (gates.size() < gate) {
                    gates.add(NOT_GIVEN);
                }
                gates.add(new GateCount(touched, missed));
            }
        }
        return gates;
    }

    private static String[] names(String ending) {
        return IntStream.rangeClosed(1, GateColumns.MAX_GATES)
                .mapToObj(gate -> "G" + gate + ending)
                .toArray(String[]::new);
    }
}
