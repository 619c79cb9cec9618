/**
 * Sends committed changes and riders on course to every spectator. The {@link org.gatecast.broadcast.Broadcaster} keeps one
 * room per event, all on one event loop. A room encodes each message once and passes it to the
 * {@link org.gatecast.broadcast.LoopSubscribers} of every event loop that has spectators of the event. A
 * {@link org.gatecast.broadcast.SpectatorConnection} lives on the loop of its connection. Everything a room sends goes
 * through its one loop in order, and so does a new spectator's {@code full}; no {@code diff} can overtake it. Riders on
 * course are kept here only, in memory.
 */
package org.gatecast.broadcast;
