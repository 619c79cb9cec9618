/**
 * How fast the packaged server takes calls in. Not part of the tests: run by hand, after {@code mvn package}, in the
 * project's directory.
 *
 * <pre>
 *   java -cp target/gatecast.jar:target/test-classes org.gatecast.bench.IngestBench
 * </pre>
 */
package org.gatecast.bench;
