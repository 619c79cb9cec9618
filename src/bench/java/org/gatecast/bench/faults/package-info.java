/**
 * A program that breaks nodes, their links to the database and the database's sessions while results are pushed and
 * followed, and compares at each pause what spectators, nodes and the database have; a short run of it is a test.
 */
package org.gatecast.bench.faults;
