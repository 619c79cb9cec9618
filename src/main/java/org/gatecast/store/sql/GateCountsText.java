package org.gatecast.store.sql;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.gatecast.model.GateStatistics.GateCount;

/** Gate counts (touched, missed) as one text: {@code 3/1,0/0,/}. */
final class GateCountsText {
    private GateCountsText() {}

    static String written(List<GateCount> gates) {
        return gates.stream()
                .map(gate -> written(gate.touched()) + '/' + written(gate.missed()))
                .collect(Collectors.joining(","));
    }

    static List<GateCount> read(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(GateCountsText::gate).toList();
    }

    private static GateCount gate(String pair) {
        int slash = pair.indexOf('/');
        return new GateCount(number(pair.substring(0, slash)), number(pair.substring(slash + 1)));
    }

    private static String written(Integer number) {
        return number == null ? "" : number.toString();
    }

    private static Integer number(String text) {
        return text.isEmpty() ? null : Integer.valueOf(text);
    }
}
