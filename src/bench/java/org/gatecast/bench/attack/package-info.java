/**
 * Attacks on a running service, each with the bound that it must keep. They are programs, run by hand on a service that
 * they start in a process of its own, or on a loopback address; {@code specs/operations.md} has the commands and what came
 * out. The suite runs a short form of each ({@link org.gatecast.bench.attack.AttacksIT}). Each ends by itself.
 */
package org.gatecast.bench.attack;
