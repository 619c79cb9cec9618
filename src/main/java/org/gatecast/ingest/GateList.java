package org.gatecast.ingest;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.gatecast.model.Gates;

/** The gates of a result in the live stream: {@code [{"gate": 5, "pen": 2}, …]}, in any order; gates may be missing. */
final class GateList {
    /** Seconds: the largest number in three characters of the export. */
    private static final int MAX_PENALTY = 999;

    private final Integer[] penalties = new Integer[GateColumns.MAX_GATES];
    private final boolean[] named = new boolean[penalties.length];

    private GateList() {}

    /** {@code null} for {@code null} and for a list without passed gates. */
    static Gates read(StrictJson json) throws IOException {
        if (json.isNull()) {
            return null;
        }
        GateList list = new GateList();
        json.list(GateColumns.MAX_GATES, list::add);
        Gates gates = new Gates(Arrays.asList(list.inSeconds(json)));
        return gates.isEmpty() ? null : gates;
    }

    private GateItem add(StrictJson json) throws IOException {
        GateItem gate = new GateItem();
        json.object(gate::field);
        if (gate.number == null) {
            throw json.refuseField("gate", "is required");
        }
        int index = gate.number - 1;
        if (named[index] && !Objects.equals(penalties[index], gate.penalty)) {
            throw json.refuseField("pen", "says something else of gate " + gate.number + " than before");
        }
        named[index] = true;
        penalties[index] = gate.penalty;
        return gate;
    }

    /**
     * Penalties come in seconds, but some pushers send hundredths. One list has one unit: hundredths if every penalty
     * is a multiple of 200. In seconds, a list with only multiples of 200 does not occur.
     */
    private Integer[] inSeconds(StrictJson json) {
        boolean hundredths = Arrays.stream(penalties)
                .filter(penalty -> penalty != null && penalty != 0)
                .allMatch(penalty -> penalty % 200 == 0);
        if (hundredths) {
            Arrays.setAll(penalties, i -> penalties[i] == null ? null : Integer.valueOf(penalties[i] / 100));
        }
        for (Integer penalty : penalties) {
            if (penalty != null && penalty > MAX_PENALTY) {
                throw json.refuse("must have penalties of 0 to " + MAX_PENALTY + " s, not " + penalty);
            }
        }
        return penalties;
    }

    private static final class GateItem {
        private Integer number;
        private Integer penalty;

        void field(String name, StrictJson json) throws IOException {
            switch (name) {
                case "gate" -> number = StreamValues.wholeNumber(json, 1, GateColumns.MAX_GATES);
                case "pen" -> penalty = StreamValues.wholeNumber(json, 0, MAX_PENALTY * 100);
                default -> json.skip();
            }
        }
    }
}
