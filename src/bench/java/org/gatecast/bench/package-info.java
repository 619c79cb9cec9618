/**
 * Programs that are run by hand and are no tests: benchmarks of ingest, start and fairness here, and packages for fanning
 * out, attacks, fuzzing, kills, soaks and the page. They need {@code mvn package} and run in the project's directory.
 *
 * <pre>
 *   java -cp target/gatecast.jar:target/test-classes org.gatecast.bench.IngestBench
 * </pre>
 *
 * <p>This source tree is compiled together with the tests, and uses their helpers in {@link org.gatecast.testing}. Short
 * forms of the programs are tests: they lie in the same package under {@code src/test/java}.
 */
package org.gatecast.bench;
