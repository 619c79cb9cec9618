/**
 * The management port for operators: health, readiness, metrics and build information. The public never sees it. Reads
 * {@code metrics} and {@code lifecycle}; no stage calls it. One event loop answers, and slow work runs on workers. The
 * metrics library is loaded with the first request for metrics, so that it does not delay the start.
 */
package org.gatecast.management;
