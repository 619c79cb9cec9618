/**
 * Pushes what the timing program says to a Gatecast over its ingest API. Three lanes, each with one call at a time and a
 * connection of its own, so that none waits for another:
 *
 * <pre>
 *   tables        ─▶ {@code ResultQueue}    ─▶ lane ─▶ POST /api/v1/ingest/results    rows that are news
 *   riders        ─▶ {@code OnCourseReport} ─▶ lane ─▶ POST /api/v1/ingest/oncourse   the newest, never an old clock
 *   exports       ─▶ {@code ExportQueue}    ─▶ lane ─▶ POST /api/v1/ingest/xml        the newest
 * </pre>
 *
 * <p>Tables and exports wait on disk until the service has accepted them ({@link org.gatecast.booth.push.SpoolDirectory}).
 * Everything but the disk runs on one event loop. {@code specs/booth.md} says what is repeated and what is not.
 */
package org.gatecast.booth.push;
