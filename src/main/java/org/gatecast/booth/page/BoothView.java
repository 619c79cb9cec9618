package org.gatecast.booth.page;

import org.gatecast.booth.push.PushReport;
import org.gatecast.booth.setup.BoothSetup;
import org.gatecast.booth.status.Lights;

/**
 * What the page shows.
 *
 * @param push {@code null} while the booth does not know where to push
 * @param unreadable messages of the stream
 */
public record BoothView(BoothSetup setup, Lights lights, PushReport push, long unreadable) {}
