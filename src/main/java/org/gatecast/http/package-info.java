/**
 * The HTTP server. {@link org.gatecast.http.HttpVerticle} serves one event loop and is deployed once per loop.
 * {@link org.gatecast.http.RouteAssembly} makes what all loops share and puts the routes of each loop together. A request
 * passes, in this order:
 *
 * <pre>
 *   connection ─▶ server ──────────▶ auth ──▶ ingest      the timing program
 *   (limits)      request id          keys    admin       organisers
 *                 rate limit                  spectators  public reads, WebSocket and event stream
 *                 body                        pages       pages and API documents
 *                    │                            │
 *                    └────────── errors ◀─────────┘  one form for every failure
 * </pre>
 *
 * Handlers run on the event loop of their connection and do not block. Bodies are parsed on worker threads.
 */
package org.gatecast.http;
