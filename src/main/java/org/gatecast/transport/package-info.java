/**
 * The connections of spectators, from the handshake to the close. Everything about bytes and sockets is here: WebSocket
 * frames and event streams, permessage-deflate, pings, backpressure.
 *
 * <pre>
 *   http ─▶ SpectatorAdmission ─▶ SpectatorHandshake, then SpectatorConnection       (the connection's event loop)
 *                │ join, leave, catchUp
 *                ▼
 *          SpectatorRooms, implemented by the broadcaster
 *                │ send                                                              (the broadcaster's event loop)
 *                ▼
 *          GroupDelivery ─▶ LoopSubscribers ─▶ SpectatorConnection ─▶ socket         (one hop per event loop)
 * </pre>
 *
 * This package owns the interface to the rooms. {@link org.gatecast.transport.SpectatorRooms} is all that it knows of
 * {@code broadcast}. In the other direction, {@code broadcast} passes each
 * {@link org.gatecast.transport.SpectatorMessage} to a {@link org.gatecast.transport.GroupDelivery}, which encodes it in
 * every wire format that the group needs and passes it to each event loop that has spectators of the group. A
 * {@code GroupDelivery} belongs to the broadcaster's event loop. A {@code SpectatorConnection} and the {@code KeepAlive}
 * belong to the event loop of the connection. {@code broadcast} decides when pings are due and publishes each tick on the
 * event bus.
 */
package org.gatecast.transport;
