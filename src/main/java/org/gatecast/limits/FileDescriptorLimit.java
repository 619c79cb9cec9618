package org.gatecast.limits;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files the system lets this process have. */
final class FileDescriptorLimit {
    /** For the jar, the database, its journals, the log and whatever the JVM needs. */
    private static final int OWN_DESCRIPTORS = 128;

    private static final int UNKNOWN = 10_000;

    private FileDescriptorLimit() {}

    /** What is left for connections. */
    static int forConnections() {
        long all = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : UNKNOWN;
        return (int) Math.max(OWN_DESCRIPTORS, Math.min(all - OWN_DESCRIPTORS, Integer.MAX_VALUE));
    }
}
