/**
 * The {@link org.gatecast.store.EventStore} in a PostgreSQL database, through Vert.x's reactive client. A few sessions write,
 * a pool reads, and one connection tells other nodes of commits and riders on course, and hears of theirs. All use an event
 * loop of their own. {@code store.sql} has the statements, {@code PostgresSchema} creates the tables. Nothing here blocks, except migrations, which run on a worker thread. None of
 * these classes is loaded unless {@code database.url} is set.
 */
package org.gatecast.store.postgres;
