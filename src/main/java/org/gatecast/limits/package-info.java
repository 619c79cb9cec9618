/**
 * Limits on clients: rates and connections per address, memory for request bodies and unread responses, and timeouts for
 * slow connections. Also finds the client's address behind trusted proxies, and decodes HTTP strictly.
 * {@link org.gatecast.limits.Limiter} is shared by all event loops. A {@link org.gatecast.limits.ConnectionReaper} and the
 * {@link org.gatecast.limits.RequestMonitor} of each connection belong to one event loop. {@code http} calls this package and
 * turns its decisions into responses.
 */
package org.gatecast.limits;
