/**
 * The files in {@code specs/} as judges: every HTTP exchange and every WebSocket message of the test suite is held to
 * {@code openapi.yaml} and {@code asyncapi.yaml} by {@link org.gatecast.specs.ApiContract}, which also keeps count of
 * what has been exercised. Any thread.
 */
package org.gatecast.specs;
