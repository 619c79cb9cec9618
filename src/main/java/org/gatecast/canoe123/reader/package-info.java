/**
 * Reads Canoe123's stream over TCP, with Vert.x: connects, notices a lost connection, connects again, and finds the timing PC
 * by its broadcasts. Nothing is ever sent to the timing PC, since its port takes commands.
 */
package org.gatecast.canoe123.reader;
