/**
 * Two sources that may disagree become one table. Pure functions, called by the store on its worker thread, in this
 * order:
 */
package org.gatecast.merge;
