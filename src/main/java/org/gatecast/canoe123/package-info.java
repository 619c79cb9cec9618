/**
 * The timing program Canoe123 as a source: reads its stream and its export, and makes ingest calls of what is news.
 *
 * <pre>
 *   Canoe123 ── TCP ──▶ reader ──▶ stream ──▶ ┐
 *                                             ├─▶ push ──▶ {@link org.gatecast.canoe123.push.CallSender}
 *   export file ──────▶ export ─────────────▶ ┘
 * </pre>
 *
 * The calls go over HTTP in a booth ({@code booth.push}), and over the event bus in a service that reads Canoe123 by itself
 * ({@code canoe123.service}). Everything before that is the same. {@code specs/booth.md} is for those who run either.
 */
package org.gatecast.canoe123;
