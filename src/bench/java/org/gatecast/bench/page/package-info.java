/**
 * Programs that watch the packaged demo in a real Chromium for as long as their arguments say: what the page costs a phone's
 * data plan, and whether it still stands after a long while. Run by hand; {@code specs/performance.md} has the commands
 * and what came out.
 */
package org.gatecast.bench.page;
