/**
 * The servers, clients and data that integration tests and benchmarks share.
 *
 * <ul>
 *   <li>Servers: {@link org.gatecast.testing.TestServer} runs the service in this JVM, as a JUnit extension, and fails the
 *       test when an event loop was blocked or a thread stayed behind. {@link org.gatecast.testing.ServerProcess} runs it in
 *       a process of its own.
 *   <li>HTTP clients: {@link org.gatecast.testing.ApiClient} makes calls, {@link org.gatecast.testing.BoothClient} makes
 *       those of the holder of an event's key. {@link org.gatecast.testing.RawConnection} sends bytes as they are and reads
 *       when its user reads; {@link org.gatecast.testing.RawHttpClient} and {@link org.gatecast.testing.PartialRequest} send
 *       requests on such connections. {@link org.gatecast.testing.WebhookReceiver} is a server itself, to which webhooks are
 *       delivered.
 *   <li>Spectators: {@link org.gatecast.testing.SpectatorModel} is what a client knows after its messages. {@link
 *       org.gatecast.testing.SpectatorClient}, on the WebSocket client of Vert.x, applies messages to it; {@link
 *       org.gatecast.testing.CountingSpectators} are many connections that are only counted. {@link
 *       org.gatecast.testing.RawSpectator} sends bytes of its user's choice. Whatever speaks WebSocket without a library
 *       is made of the same parts: {@link org.gatecast.testing.SpectatorRequest} writes handshakes, {@link
 *       org.gatecast.testing.ResponseHead} reads the responses, {@link org.gatecast.testing.Frame} masks frames, {@link
 *       org.gatecast.testing.FrameHeader} reads them, and {@link org.gatecast.testing.MessageDecoder} inflates messages.
 *   <li>Data: {@link org.gatecast.testing.Recording} is the recorded race, {@link org.gatecast.testing.ExportXml} writes small
 *       exports, {@link org.gatecast.testing.HostileBodies} expensive ones.
 * </ul>
 *
 * <p>Every HTTP exchange and every WebSocket message of the suite passes through {@link
 * org.gatecast.testing.TrafficListener}: name one in {@code META-INF/services} to check the whole suite against a
 * specification.
 */
package org.gatecast.testing;
