package org.gatecast.bus;

/**
 * Published by the store when this node, one of several, has lost the database, and when it has found it again.
 *
 * @param lost whether the database does not respond any more
 */
public record DatabaseContact(boolean lost) {}
