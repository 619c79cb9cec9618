/**
 * What integration tests and benchmarks stand on.
 *
 * <ul>
 *   <li>Servers: {@link org.gatecast.testing.TestServer} runs the service in this JVM, as a JUnit extension, and fails the
 *       test when an event loop was blocked or a thread stayed behind. {@link org.gatecast.testing.ServerProcess} runs it in
 *       a process of its own.
 *   <li>HTTP clients: {@link org.gatecast.testing.ApiClient} makes calls, {@link org.gatecast.testing.BoothClient} makes
 *       those of the holder of an event's key. {@link org.gatecast.testing.RawHttpClient} sends bytes as they are; {@link
 *       org.gatecast.testing.PartialRequest} and {@link org.gatecast.testing.NonReadingClient} stop in the middle.
 *   <li>Spectators, by role: {@link org.gatecast.testing.SpectatorModel} is what a client knows after its messages; {@link
 *       org.gatecast.testing.SpectatorClient} is a connection that applies messages to it; {@link
 *       org.gatecast.testing.CountingSpectators} are many connections that are only counted; {@link
 *       org.gatecast.testing.RawSpectator} writes and reads single frames.
 *   <li>Data: {@link org.gatecast.testing.Recording} is the recorded race, {@link org.gatecast.testing.ExportXml} writes small
 *       exports, {@link org.gatecast.testing.HostileBodies} expensive ones.
 * </ul>
 *
 * <p>Every HTTP exchange and every WebSocket message of the suite passes through {@link
 * org.gatecast.testing.TrafficListener}: name one in {@code META-INF/services} to check the whole suite against a
 * specification.
 */
package org.gatecast.testing;
