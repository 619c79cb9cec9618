/**
 * What the stores in SQLite and PostgreSQL have in common: the tables' columns, how records become rows and rows become
 * records, and the statements of each change. {@code SqlEventStore} is the {@link org.gatecast.store.EventStore} over a
 * {@code SqlDatabase}, which {@code store.sqlite} and {@code store.postgres} implement. Statements are written with
 * {@code ?} for each parameter. Has no thread of its own.
 */
package org.gatecast.store.sql;
