/** A whole race day against a process that has just started: what the first calls cost, and the day as a whole. */
package org.gatecast.bench.raceday;
