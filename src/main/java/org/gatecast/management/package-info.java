/**
 * The management port for operators: liveness, readiness, metrics and build information. It reads {@code metrics} and
 * {@code lifecycle}; no stage calls it. It runs on one event loop, slow work on workers. The metrics library is loaded with the
 * first request for metrics, so that it does not delay the start.
 */
package org.gatecast.management;
