/**
 * Maintenance of the database from the command line, in a process of its own: backup and restore, of all events or of one. A
 * backup reads the database while the service runs. A restore into an SQLite file is sent to the running service through a
 * socket beside the file; if no service runs, the command does it itself. A restore into PostgreSQL is a transaction of the
 * command's own, and the services notice it.
 */
package org.gatecast.maintenance;
