/**
 * The store on SQLite, through Vert.x's JDBC client: one file, one connection, one transaction per change. SQL runs on
 * the JDBC client's worker threads, never on an event loop.
 */
package org.gatecast.store.sqlite;
