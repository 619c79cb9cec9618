/**
 * A demo: the service on a temporary database, and a pusher that replays a part of a real race day to it, round after
 * round. The recorded calls of the tests are not suitable, since their finishes were typed in 25 s late. So the replay
 * is calculated from the day's export, which has the start and end of every run.
 *
 * <pre>
 *                      ┌▶ the export of a moment, dated today ─┐
 *   /race/export.xml ──┤   (RaceDay)                           ├▶ DemoPusher ─▶ HTTP ─▶ the service
 *                      └▶ riders and tables from then on ──────┘
 *                          (PusherCalls), dated now (DemoTimeline)
 * </pre>
 *
 * {@code Main} starts it. The demo uses only the service's public calls, so a real pusher can do everything that the
 * demo does. Calls are made one after the other on their own thread, never on an event loop.
 */
package org.gatecast.demo;
