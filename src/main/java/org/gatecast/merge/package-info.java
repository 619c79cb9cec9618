/**
 * Merges two sources that may disagree into one public table. Pure functions, which the store calls on its worker thread
 * in this order:
 *
 * <ol>
 *   <li>{@link org.gatecast.merge.StreamMerge} or {@link org.gatecast.merge.ExportMerge}: the state before and a call or an
 *       export give the next state. Each result keeps both sources' reports. {@link org.gatecast.merge.StreamSources} says who may
 *       change a row if several callers report the stream.
 *   <li>{@link org.gatecast.merge.StateDiff}: the rows in which the two states differ, worked out once for each change. The
 *       store writes exactly these rows, and the journal counts the results among them.
 *   <li>{@link org.gatecast.merge.EventTables}: the tables of the races with changed results. {@code RunMerge} merges a
 *       result's two reports, {@code RankedRows} puts the {@code ScoredRow} into its place and ranks the table. Rows whose
 *       result, rank and gap are the same stay the same objects, and so do all other tables.
 *   <li>{@link org.gatecast.merge.ChangeDetection}: the public rows that differ between two snapshots. This cannot follow
 *       from the changed results alone, because one new result also changes ranks and gaps of other rows. Only the tables of
 *       these races are compared.
 * </ol>
 *
 * The package depends on neither Vert.x nor SQL. {@code specs/merge.md} has the rules, with worked examples that are tests.
 */
package org.gatecast.merge;
