/**
 * Decides what each spectator of an event receives, and when. Knows messages and versions, but neither sockets nor wire
 * formats: those are in {@code transport}.
 *
 * <p>The {@link org.gatecast.broadcast.Broadcaster} runs on one event loop and keeps a {@code Room} for each event. Three
 * things happen to a room, one after the other, and reach every spectator in that order:
 *
 * <ul>
 *   <li>The store has committed a change. The event bus brings its notice. The room encodes the changed rows of each race
 *       once and sends each group of spectators the races it subscribed to.
 *   <li>The timing program reports riders on course. The event bus brings them, past the store. They are in memory only.
 *   <li>A spectator joins, leaves or missed messages. {@code transport} calls {@code SpectatorRooms}, the one interface
 *       between the two packages, which it owns and the {@code Broadcaster} implements. A spectator that joins receives
 *       {@code full}, or what it missed since its cursor.
 * </ul>
 *
 * <p>Spectators with the same subscription form a {@code SubscriberGroup}. What a group sends goes to
 * {@link org.gatecast.transport.GroupDelivery}, from this one event loop. So no {@code diff} overtakes the {@code full} of a
 * new spectator. The {@code Broadcaster} also decides when pings are due, and publishes each tick on the event bus.
 */
package org.gatecast.broadcast;
