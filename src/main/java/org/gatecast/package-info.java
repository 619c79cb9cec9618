/**
 * Gatecast, the live results server for canoe slalom. The path of a change:
 *
 * <pre>
 *   timing program ─▶ http ─▶ ingest ─▶ bus ─▶ store ─▶ merge ─▶ SQLite ─▶ bus ─▶ broadcast ─▶ transport ─▶ spectators
 *                     keys    parse            one      new      commit           one room
 *                     limits  on workers       command  snapshot                  per event
 *                                              at a time
 *   timing program ─▶ http ─▶ ingest ─▶ bus ─────────────────────────────────────▶ broadcast   (riders on course)
 *   Canoe123 ─▶ canoe123 ─▶ ingest ─▶ bus ─▶ as above   (only by a setting)
 * </pre>
 *
 * <ul>
 *   <li>{@code model}: the sport's values. {@code snapshot}: what the public sees of one event. {@code merge}: from export
 *       and stream to the next snapshot. {@code config}: the settings.
 *   <li>{@code limits}: what an address, a connection and a body may cost. {@code metrics}: counters. {@code lifecycle}:
 *       starting, serving, draining, stopping.
 *   <li>{@code web}: the pages and their files. {@code management}: the operators' port. {@code maintenance}: backup and
 *       restore from the command line. {@code demo}: a race day that plays by itself.
 *   <li>{@code webhooks}: what programs of others are told of each commit, and its delivery.
 *   <li>{@code canoe123}: reads the timing program Canoe123, in a service by a setting, or in a booth. {@code booth}: a process
 *       beside the timing program that pushes what it says; the service uses none of it.
 * </ul>
 *
 * HTTP, store and broadcaster meet in three ways, and in no other:
 *
 * <ul>
 *   <li>Over the event bus ({@code bus}), with immutable messages. HTTP sends commands to the store, and riders on course and
 *       {@link org.gatecast.bus.CountSpectators} to the broadcaster. The store publishes an
 *       {@link org.gatecast.bus.EventNotice} after each commit.
 *   <li>Over two registries in memory that HTTP only reads. The store writes each committed snapshot into the
 *       {@link org.gatecast.snapshot.SnapshotRegistry}; the broadcaster writes the riders on course into the
 *       {@link org.gatecast.broadcast.OnCourseRegistry}.
 *   <li>A spectator's connection is handed over in memory, since a socket cannot be a message: HTTP checks the request,
 *       takes a slot of the {@link org.gatecast.transport.SpectatorLimit}, and gives the request to the
 *       {@link org.gatecast.transport.SpectatorAdmission} of its event loop.
 * </ul>
 *
 * {@link org.gatecast.Gatecast} creates and deploys all of them. {@code specs/architecture.md} follows a result, a rider on
 * course and a joining spectator class by class.
 */
package org.gatecast;
