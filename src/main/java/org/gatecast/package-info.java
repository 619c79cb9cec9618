/**
 * Gatecast, the live results server for canoe slalom. The path of a change:
 *
 * <pre>
 *   timing booth ─▶ http ─▶ ingest ─▶ bus ─▶ store ─▶ merge ─▶ SQLite ─▶ bus ─▶ broadcast ─▶ spectators
 *                   keys    parse            one      new      commit           one room
 *                   limits  on workers       command  snapshot                  per event
 *                                            at a time
 *   timing booth ─▶ http ─▶ ingest ─▶ bus ─────────────────────────────────────▶ broadcast   (riders on course)
 * </pre>
 *
 * <ul>
 *   <li>{@code model}: the sport's values. {@code snapshot}: what the public sees of one event. {@code merge}: from export
 *       and stream to the next snapshot. {@code config}: the settings.
 *   <li>{@code limits}: what an address, a connection and a body may cost. {@code metrics}: counters. {@code lifecycle}:
 *       starting, serving, draining, stopping.
 *   <li>{@code web}: the pages and their files. {@code management}: the operators' port. {@code maintenance}: backup and
 *       restore from the command line. {@code demo}: a race day that plays by itself.
 * </ul>
 *
 * Stages call each other over the event bus ({@code bus}). Reads do not: the store puts each committed snapshot into the
 * {@link org.gatecast.snapshot.SnapshotRegistry}, and {@code http} reads it there. {@link org.gatecast.Gatecast} creates and
 * deploys all stages.
 *
 * <p>{@code specs/architecture.md} follows a result, a rider on course and a joining spectator through the classes, with the
 * thread and the guarantee at each step.
 */
package org.gatecast;
