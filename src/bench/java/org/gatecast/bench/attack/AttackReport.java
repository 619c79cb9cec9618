package org.gatecast.bench.attack;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of one attack, and whether its bounds held. Any thread. */
final class AttackReport {
    private final PrintStream out;
    private final List<String> broken = new ArrayList<>();

    AttackReport(PrintStream out) {
        this.out = out;
    }

    /** A figure that has no bound. */
    synchronized void note(String format, Object... figures) {
        out.println("        " + String.format(Locale.ROOT, format, figures));
    }

    /** A bound, and what was measured. */
    synchronized void check(boolean holds, String format, Object... figures) {
        String line = String.format(Locale.ROOT, format, figures);
        out.println((holds ? "  ok    " : "  FAIL  ") + line);
        if (!holds) {
            broken.add(line);
        }
    }

    /** Bounds that did not hold. */
    synchronized List<String> broken() {
        return List.copyOf(broken);
    }
}
