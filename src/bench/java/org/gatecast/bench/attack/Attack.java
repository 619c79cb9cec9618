package org.gatecast.bench.attack;

import java.util.List;
import java.util.Map;

/** One attack on the service, with the bound that must hold. */
interface Attack {
    /** How the command line calls it. */
    String name();

    /** What must hold, in a sentence. */
    String bound();

    /** Whether it must be able to stop, watch or restart the process. */
    default boolean needsProcess() {
        return false;
    }

    /** Of a machine of 512 MB, with the settings shipped. */
    default List<String> jvmOptions() {
        return List.of("-XX:+UseSerialGC", "-Xms16m", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");
    }

    /** What is not as in the defaults, by environment variable. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Attacks for a bounded time; what it saw goes into the findings. */
    void run(AttackedServer server, AttackScale scale, AttackReport report) throws Exception;
}
