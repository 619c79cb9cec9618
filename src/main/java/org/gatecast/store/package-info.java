/**
 * Keeps events for good. {@link org.gatecast.store.EventStore} is all the rest of the service knows of it;
 * {@link org.gatecast.store.StateDiff} decides which rows a change touches, and {@code store.sqlite} is the one
 * implementation. Called by the worker verticle that owns the state; SQL runs on the pool's worker threads.
 */
package org.gatecast.store;
