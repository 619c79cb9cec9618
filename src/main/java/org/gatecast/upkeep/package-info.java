/**
 * What an operator does to the data from the command line: backup, restore, an archived event brought back. A command
 * is a process of its own. A backup is made beside the running service; what changes the database is asked of the
 * service through a socket beside the file, which only its owner may use, and done here when no service runs.
 */
package org.gatecast.upkeep;
