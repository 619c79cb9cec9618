package org.gatecast.model;

import java.util.List;

/**
 * How often each gate was touched and missed in a class, as the timing system counts it.
 *
 * @param phase the timing system's word for the part of the competition, such as {@code QUAL}; may be {@code null}
 * @param runsCounted the runs that were looked at; may be {@code null}
 * @param gates in the order in which they are passed
 */
public record GateStatistics(ClassId classId, String phase, Integer runsCounted, List<GateCount> gates) {
    public GateStatistics {
        gates = List.copyOf(gates);
    }

    /** One gate's counts; {@code null} for what is not told. */
    public record GateCount(Integer touched, Integer missed) {}
}
