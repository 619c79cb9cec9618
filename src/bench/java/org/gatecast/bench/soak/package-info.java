/**
 * The soak: a whole race day squeezed into half an hour, to see whether anything grows that should not. A program of its
 * own, run by hand; how, and what came out, stands in {@code specs/operations.md}. It starts the packaged service in a
 * process of its own and knows of it only what is public.
 */
package org.gatecast.bench.soak;
