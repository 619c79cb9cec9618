/**
 * The one place where events change, and their durable storage. {@link org.gatecast.store.StoreVerticle} is a worker
 * verticle: it takes the commands from the event bus, one of an event at a time. {@code CommandHandler} checks the caller's permission and
 * calls the handler of the command; the handler merges; {@code EventStates} commits the difference, puts the new snapshot
 * into the registry and publishes the notice. {@link org.gatecast.store.EventStore} is the storage behind it, which
 * {@code store.sql} implements with statements for {@code store.sqlite} and {@code store.postgres}; SQL runs on their threads.
 * {@code EventFollower} takes what other nodes commit, if the database is shared.
 */
package org.gatecast.store;
