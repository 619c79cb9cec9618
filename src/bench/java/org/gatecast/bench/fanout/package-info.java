/**
 * Benchmarks, each a program of its own that is run by hand; how, and what came out, stands in {@code
 * specs/performance.md}. They start the service in a process of its own and know of it only what is public.
 */
package org.gatecast.bench.fanout;
