/**
 * Makes ingest calls of what the timing program says. Three lanes, each with one call at a time, so that none waits for another:
 *
 * <pre>
 *   tables        ─▶ {@code ResultQueue}    ─▶ lane ─▶ POST /api/v1/ingest/results    rows that are news
 *   riders        ─▶ {@code OnCourseReport} ─▶ lane ─▶ POST /api/v1/ingest/oncourse   the newest, never an old clock
 *   exports       ─▶ {@code ExportQueue}    ─▶ lane ─▶ POST /api/v1/ingest/xml        the newest
 * </pre>
 *
 * <p>Where a call goes is the {@link org.gatecast.canoe123.push.CallSender}'s affair. What waits may be kept beyond the process
 * ({@link org.gatecast.canoe123.push.KeptData}). Everything runs on one context. {@code specs/booth.md} says what is repeated and
 * what is not.
 */
package org.gatecast.canoe123.push;
