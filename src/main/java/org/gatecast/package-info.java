/**
 * Gatecast, the live results server for canoe slalom. The path of a change:
 *
 * <pre>
 *   booth ─▶ http ─▶ ingest ─▶ bus ─▶ store ─▶ merge ─▶ SQLite ─▶ bus ─▶ live ─▶ spectators
 *            keys     parse           one at    what the  commit          room,
 *            limits   on workers      a time    public              encoded once
 *                                               sees
 *   booth ─▶ http ─▶ ingest ─▶ bus ───────────────────────────────────▶ live   (riders on course)
 * </pre>
 *
 * {@code upkeep} is where an operator's commands about the data come in. {@code model} holds the sport's words, {@code picture} what the public sees of them, {@code config} the settings.
 * Stages meet only through {@code model}, {@code picture} and {@code bus}; {@link org.gatecast.Gatecast} wires them.
 */
package org.gatecast;
