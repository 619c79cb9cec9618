/**
 * From committed changes and riders' clocks to every spectator. {@link org.gatecast.live.Broadcaster} keeps a room per
 * event on one event loop, makes each message once, and hands it to the {@link org.gatecast.live.Audience} of every event
 * loop that has spectators of the event; a {@link org.gatecast.live.Spectator} lives on the loop of its connection. All
 * that a room tells goes through its one loop in order, a newcomer's {@code full} too, so that no diff can overtake or
 * miss it. On-course lists live here alone.
 */
package org.gatecast.live;
