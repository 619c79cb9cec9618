/**
 * The domain as immutable values: events, classes, races, participants, results. All stages of the pipeline use them.
 * Depends on nothing else of this project, and on neither Vert.x nor SQL nor HTTP. Any thread.
 */
package org.gatecast.model;
