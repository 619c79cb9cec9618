/**
 * What the operator has to say once: the Gatecast with the event's key, the timing PC, the export. One string from the admin
 * page carries the first ({@link org.gatecast.booth.setup.ConnectionString}); a file that only the user may read keeps all.
 */
package org.gatecast.booth.setup;
