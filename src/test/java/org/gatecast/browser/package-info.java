/**
 * What is on the screen: the page of spectators and the organiser's desk in a real Chromium, served by the real server,
 * and programs' ways to the same. {@link org.gatecast.browser.Browser} is one for a whole run of tests; each test gets
 * {@link org.gatecast.browser.BrowserPage pages} that remember nothing, and may put a {@link org.gatecast.browser.NetworkLink line} in
 * between that it cuts or dulls.
 *
 * <p>All of it belongs to the thread of the test, but for the line, which has threads of its own.
 */
package org.gatecast.browser;
