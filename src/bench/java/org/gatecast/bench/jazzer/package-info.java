/**
 * The fuzz targets, guided by coverage: each is a class {@code …Fuzz} beside the code it is about.
 * {@link org.gatecast.bench.jazzer.JazzerRun} runs them at length under Jazzer, by hand; what it found worth keeping is in
 * {@code src/test/resources/fuzz} and read again in every build.
 */
package org.gatecast.bench.jazzer;
