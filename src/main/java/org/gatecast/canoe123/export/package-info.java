/**
 * Watches the export file of the timing program: reads it when it has been quiet, and passes it on when it is whole and has
 * changed.
 */
package org.gatecast.canoe123.export;
