package org.gatecast.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A course's gates as the export writes them, one letter per gate: N is normal, R is reverse, any other letter is
 * unknown. S marks a split time and is no gate.
 */
public record Course(int courseNr, String courseConfig) {
    private static final char SPLIT_MARK = 'S';

    /** The gates in the order in which they are passed, without split marks. */
    public List<GateType> gates() {
        List<GateType> gates = new ArrayList<>();
        for (int i = 0; i < courseConfig.length(); i++) {
            char mark = Character.toUpperCase(courseConfig.charAt(i));
            if (mark != SPLIT_MARK && !Character.isWhitespace(mark)) {
                gates.add(GateType.ofMark(mark));
            }
        }
        return List.copyOf(gates);
    }
}
