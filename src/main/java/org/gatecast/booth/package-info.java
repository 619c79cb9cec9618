/**
 * The booth: a process beside the timing program Canoe123 that brings everything to a Gatecast anywhere, {@code java -jar
 * gatecast.jar booth}.
 *
 * <pre>
 *   Canoe123 ── TCP ──▶ canoe123 ──▶ push ── HTTP ──▶ the service's ingest API
 *   export file ──────▶    │          │
 *                          │      disk: what waits
 *                          ▼          ▼
 *                       reports ──▶ status ──▶ page, and one line in the terminal
 * </pre>
 *
 * {@link org.gatecast.booth.BoothProcess} is the operator's page and, once it is set up, a {@link org.gatecast.booth.Booth}.
 * The service itself uses none of this. {@code specs/booth.md} is for those who run a booth.
 */
package org.gatecast.booth;
