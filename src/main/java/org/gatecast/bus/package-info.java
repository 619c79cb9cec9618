/**
 * Where the stages meet: addresses, commands to the store, notices of commits, and the codec that hands instances over
 * inside one process. Every message is an immutable value.
 */
package org.gatecast.bus;
