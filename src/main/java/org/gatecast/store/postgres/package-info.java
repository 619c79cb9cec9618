/**
 * The {@link org.gatecast.store.EventStore} in a PostgreSQL database, through Vert.x's reactive client. One session writes,
 * and holds the advisory lock that keeps other services out; a pool reads. Both use an event loop of their own. {@code store.sql} has the statements,
 * {@code PostgresSchema} creates the tables. Nothing here blocks, except migrations, which run on a worker thread. None of
 * these classes is loaded unless {@code database.url} is set.
 */
package org.gatecast.store.postgres;
