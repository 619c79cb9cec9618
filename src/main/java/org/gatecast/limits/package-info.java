/**
 * Limits on clients: rates and connections per address, memory for request bodies and unread responses, and timeouts for
 * slow connections. Also finds the client's address behind trusted proxies, and decodes HTTP strictly.
 *
 * <p>One {@link org.gatecast.limits.Limiter} is shared by all event loops; what it holds may be used on any thread. Each
 * event loop has a {@link org.gatecast.limits.ConnectionReaper}. The HTTP server passes it every new connection. The reaper
 * creates a {@link org.gatecast.limits.ClientConnection} and puts a {@code RequestMonitor} into its channel. The monitor
 * reports each state of the connection to {@code ConnectionStates}, which a timer looks through for slow connections.
 * {@code ConnectionReserve} keeps some connections free for callers with a key. {@code http} asks the
 * {@code ClientConnection} of each request, and turns its decisions into responses.
 */
package org.gatecast.limits;
