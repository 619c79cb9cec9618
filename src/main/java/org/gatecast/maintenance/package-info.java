/**
 * Maintenance of the database from the command line, in a process of its own: backup, restore, and the restore of one archived
 * event. A backup reads the database while the service runs. A restore is sent to the running service through a socket beside
 * the database; if no service runs, the command does it itself.
 */
package org.gatecast.maintenance;
