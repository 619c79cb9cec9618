/**
 * The {@link org.gatecast.store.EventStore} in one SQLite file, through Vert.x's JDBC client: one connection for
 * writes, one transaction per change. {@code store.sql} writes and reads the rows; {@code SchemaMigration} creates the
 * tables. Backups, archives and restores work on whole files. SQL runs on the JDBC client's worker threads, never on an
 * event loop.
 */
package org.gatecast.store.sqlite;
