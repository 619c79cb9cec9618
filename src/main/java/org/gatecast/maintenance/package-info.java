/**
 * Command-line maintenance of the database: backup, restore, and the restore of one archived event. A command runs in a
 * process of its own. A backup is written beside the running service. A restore is sent to the running service through a
 * socket beside the database, which only its owner may use; when no service runs, the command does it itself.
 */
package org.gatecast.maintenance;
