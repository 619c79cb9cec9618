/**
 * A program that kills the service at random moments under load and holds what is there afterwards against what was
 * acknowledged; a short run of it is a test.
 */
package org.gatecast.bench.kill;
