/**
 * A demo: the service on a temporary database, and a pusher that replays a part of a real race day to it, round after round.
 * The replay is calculated from the day's export, which has the start and end of every run.
 *
 * <pre>
 *                      ┌▶ the export of a moment, dated today ─┐
 *   /race/export.xml ──┤   (RaceDay)                           ├▶ DemoPusher ─▶ HTTP ─▶ the service
 *                      └▶ riders and tables from then on ──────┘
 *                          (PusherCalls), dated now (DemoTimeline)
 * </pre>
 *
 * The demo uses only public calls of the service, one after the other on a thread of its own.
 */
package org.gatecast.demo;
