package org.gatecast.limits;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The limit of the system on the open files of this process. */
final class FileDescriptorLimit {
    /** For the jar, the database, its journals, the log and the JVM. */
    private static final int OWN_DESCRIPTORS = 128;

    private static final int UNKNOWN = 10_000;

    private FileDescriptorLimit() {}

    static int forConnections() {
        long all = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : UNKNOWN;
        return (int) Math.max(OWN_DESCRIPTORS, Math.min(all - OWN_DESCRIPTORS, Integer.MAX_VALUE));
    }
}
