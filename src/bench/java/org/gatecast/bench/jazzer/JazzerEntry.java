package org.gatecast.bench.jazzer;

/** The entry point that Jazzer calls. */
public final class JazzerEntry {
    private static FuzzTarget target;

    private JazzerEntry() {}

    /** Loads what the target needs, so that the first input is not taken for a slow one. */
    public static void fuzzerInitialize(String[] args) {
        target = FuzzTarget.valueOf(args[0]);
        target.seeds().forEach(target::run);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        target.run(input);
    }
}
