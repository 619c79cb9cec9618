/**
 * The sport's words as immutable values: events, classes, races, participants, results. The stages of the pipeline
 * share these and the bus messages, and nothing else. Knows neither Vert.x nor SQL nor HTTP; safe on any thread.
 */
package org.gatecast.model;
