/**
 * Who is at the door, and how much each may ask for: the client behind trusted proxies, limits per address, and
 * connections that say too little, too slowly or too much, or do not read what they asked for. {@link org.gatecast.guard.Limiter} and what it remembers of
 * addresses is one for all event loops and may be used by any; {@link org.gatecast.guard.Porter} and the
 * {@link org.gatecast.guard.Doorman} of each connection belong to one event loop. {@code http} calls, and turns what is
 * found here into answers.
 */
package org.gatecast.guard;
