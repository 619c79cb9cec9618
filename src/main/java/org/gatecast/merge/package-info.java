/**
 * The heart: two sources that disagree, one picture that is right. Pure functions from what was known and what came in
 * to what is known now ({@link org.gatecast.merge.ExportMerge}, {@link org.gatecast.merge.StreamMerge}), from that to
 * what the public sees ({@link org.gatecast.merge.SnapshotBuilder}), and from two pictures to what changed
 * ({@link org.gatecast.merge.ChangeDetection}). Knows neither Vert.x nor SQL; called by the store on its worker thread. The
 * rules, with worked examples: {@code specs/merge.md}.
 */
package org.gatecast.merge;
