package org.gatecast.snapshot;

/**
 * The additional fields of a row in a best-run race (BR1, BR2). {@code prev…} is run 1 if both runs took place, else
 * {@code null}. {@code prevStatus} and {@code currStatus} are the statuses of run 1 and run 2;
 * {@code prevUnderInvestigation} and {@code currUnderInvestigation} likewise. Hundredths of a second.
 *
 * @param betterRunNr 1 or 2, {@code null} while no run is clean
 * @param totalTotal the better run's total
 */
public record BestRun(
        Integer betterRunNr,
        Integer totalTotal,
        Integer prevTime,
        Integer prevPen,
        Integer prevTotal,
        Integer prevRnk,
        String prevStatus,
        String currStatus,
        boolean prevUnderInvestigation,
        boolean currUnderInvestigation,
        RunDetail prevDetail) {}
