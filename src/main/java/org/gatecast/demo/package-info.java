/**
 * A race to look at before there is one: the service on an empty database that goes away with it, and a timing booth
 * that plays a part of a real race day to it, round after round. The recorded calls of the tests are nothing to watch:
 * somebody keyed in finishes after 25 s. So the day is told from its export, which knows when every run began and ended.
 *
 * <pre>
 *                      ┌▶ the export of a moment, dated today ─┐
 *   /race/export.xml ──┤   (RaceDay)                           ├▶ booth ─▶ HTTP ─▶ the service, as any pusher would
 *                      └▶ riders and tables from then on ──────┘
 *                          (PusherCalls), dated now (Timeline)
 * </pre>
 *
 * {@code Main} starts it. Nothing here reaches into the service: what the demo shows, a real booth can do. Calls are made
 * one after the other on a thread of their own, never on an event loop.
 */
package org.gatecast.demo;
