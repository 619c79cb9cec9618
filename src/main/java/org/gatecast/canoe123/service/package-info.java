/**
 * The timing program as a source inside the service: with the setting {@code canoe123.host}, the service reads the stream and the
 * export file itself, and no booth is needed. The same reader, queues and lanes as in a booth; the calls go over the event bus to
 * the store and the broadcaster, as those of the ingest API do after HTTP.
 *
 * <pre>
 *   Canoe123 ── TCP ──▶ reader ──▶ stream ──▶ ┐
 *                                             ├─▶ push ──▶ {@code StoreSender} ── event bus ──▶ store, broadcaster
 *   export file ──────▶ export ─────────────▶ ┘
 * </pre>
 *
 * <p>Runs on worker threads, so that no message of the timing program delays a spectator. Without the setting none of these classes
 * is loaded.
 */
package org.gatecast.canoe123.service;
