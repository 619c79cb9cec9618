/**
 * Random requests over the whole HTTP surface: every address of {@code specs/openapi.yaml}, with and without keys, for
 * events in every state, with paths, headers and bodies spoilt. {@link org.gatecast.bench.fuzz.FuzzHttp} is the program,
 * {@link org.gatecast.bench.fuzz.FuzzHttpIT} its short form; {@link org.gatecast.bench.fuzz.ResponseRules} says what must hold of
 * every response, {@link org.gatecast.bench.fuzz.FuzzEvents} what must be as it was.
 *
 * <p>A case is made from its number and the seed alone, so that it can be made again.
 */
package org.gatecast.bench.fuzz;
