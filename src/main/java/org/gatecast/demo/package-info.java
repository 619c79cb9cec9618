/**
 * A race to look at before there is one: the service on an empty database that goes away with it, and a timing booth
 * that plays a recorded race to it, round after round.
 *
 * <pre>
 *   /race/event.xml   ─▶ dated today ─┐
 *   /race/trace.jsonl ─▶ dated now ───┴▶ booth ─▶ HTTP ─▶ the service, as any pusher would
 * </pre>
 *
 * {@code Main} starts it. Nothing here reaches into the service: what the demo shows, a real booth can do. Calls are made
 * one after the other on a thread of their own, never on an event loop.
 */
package org.gatecast.demo;
