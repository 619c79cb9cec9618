/**
 * The operator's page: one HTML page on the loopback interface that asks for {@code /state} every second, and sends what the
 * operator presses. It has no password, so it takes requests only from itself ({@link
 * org.gatecast.booth.page.OriginCheck}). The files of the page are in {@code src/main/resources/booth}.
 */
package org.gatecast.booth.page;
