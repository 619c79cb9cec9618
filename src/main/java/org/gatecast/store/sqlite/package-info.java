/**
 * The store on SQLite, through Vert.x's JDBC client: one file, one connection that writes, one transaction per
 * change; and what is done to whole files: backups, archives, the database itself. SQL runs on the JDBC client's worker threads, never on an event loop.
 */
package org.gatecast.store.sqlite;
