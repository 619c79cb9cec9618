/**
 * How the stages meet: the addresses, the requests to the store and the broadcaster, the notices of commits, and the
 * codec that passes instances within one process.
 */
package org.gatecast.bus;
