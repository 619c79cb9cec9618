package org.gatecast.model;

import java.util.List;

/**
 * How often each gate was touched and missed in a class, as counted by the timing system.
 *
 * @param phase the timing system's name for the part of the competition, such as {@code QUAL}; may be {@code null}
 * @param runsCounted how many runs were counted; may be {@code null}
 * @param gates in the order in which they are passed
 */
public record GateStatistics(ClassId classId, String phase, Integer runsCounted, List<GateCount> gates) {
    public GateStatistics {
        gates = List.copyOf(gates);
    }

    /** One gate's counts; {@code null} if unknown. */
    public record GateCount(Integer touched, Integer missed) {}
}
