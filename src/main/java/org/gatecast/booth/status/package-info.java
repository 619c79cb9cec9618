/**
 * What the operator sees: four lights, for Canoe123, the export, the server and the last result, each with a sentence that says
 * why. Reports in, lights out. The page shows them in two languages, the terminal in English.
 */
package org.gatecast.booth.status;
