package org.gatecast.lists;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gatecast.model.RaceType;

/** What a list of a race shows. The name is a part of the list's address and never changes. */
public enum ListKind {
    START("start"),
    /** The race's table. Of two runs, the better counts: the table is the same for both races. */
    RESULTS("results"),
    /** The first of two runs by itself. */
    RUN_1("run-1"),
    /** The second of two runs by itself. */
    RUN_2("run-2");

    private final String label;

    ListKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** 1 or 2 for a list of one of two runs, else 0. */
    int run() {
        return this == RUN_1 ? 1 : this == RUN_2 ? 2 : 0;
    }

    /** The list of this name that a race of this type has. */
    public static Optional<ListKind> of(String label, RaceType type) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(label))
                .filter(kind -> kind.run() == 0 || type.isBestRun())
                .findFirst();
    }

    /** The lists that are handed out for a race: each run where it was raced, and both together after the second. */
    public static List<ListKind> handedOut(RaceType type) {
        return switch (type) {
            case BEST_RUN_1 -> List.of(START, RUN_1);
            case BEST_RUN_2 -> List.of(START, RUN_2, RESULTS);
            default -> List.of(START, RESULTS);
        };
    }
}
