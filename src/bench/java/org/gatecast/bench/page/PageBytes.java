package org.gatecast.bench.page;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatecast.browser.BrowserPage;
import org.gatecast.browser.Chromium;
import org.gatecast.browser.NetworkLink;
import org.gatecast.testing.ServerProcess;

/**
 * What it costs to watch: the bytes of each route's first view with nothing in any cache, and those of a race that stays
 * open, for which an hour is recorded. A browser does not tell what WebSocket frames weighed before it inflated them, so
 * bytes are counted on the connection itself, just outside of it: bodies, heads and frames as they come.
 *
 * <p>The recording lasts four minutes, of which every second has something to tell, and is played over and over with
 * pauses of eight seconds; an hour of that is the measured time, taken as often as it fits.
 */
public final class PageBytes {
    private static final String LIVE = "document.querySelector('[data-freshness=live]')";
    private static final double HOUR_SECONDS = 3600;
    private static final Duration QUIET = Duration.ofSeconds(2);

    private PageBytes() {}

    /**
     * @param arguments for how many minutes to watch, 4.1 by default, which is one round
     */
    public static void main(String[] arguments) throws InterruptedException {
        double minutes = arguments.length == 0 ? 4.1 : Double.parseDouble(arguments[0]);
        try (ServerProcess demo = DemoServer.start(1, Map.of());
                Chromium chromium = Chromium.start()) {
            for (String path : new String[] {
                "/",
                DemoServer.EVENT_PATH + "?view=schedule",
                DemoServer.EVENT_PATH,
                DemoServer.RACE_PATH,
                DemoServer.RACE_PATH + "?view=board"
            }) {
                firstView(demo, chromium, path);
            }
            watch(demo, chromium, minutes);
        }
    }

    private static void firstView(ServerProcess demo, Chromium chromium, String path) throws InterruptedException {
        try (NetworkLink link = new NetworkLink(demo.port());
                BrowserPage page = BrowserPage.open(chromium, link.port()).go(path)) {
            page.awaitTrue("something is shown", path.equals("/") ? "document.querySelector('main a')" : LIVE);
            long shown = link.receivedInAll();
            TimeUnit.MILLISECONDS.sleep(QUIET.toMillis());
            System.out.printf(
                    Locale.ROOT,
                    "%-40s %,7d bytes when live, %,7d two seconds later%n",
                    path,
                    shown,
                    link.receivedInAll());
            link.received().forEach((target, bytes) -> System.out.printf(Locale.ROOT, "    %,7d %s%n", bytes, target));
        }
    }

    private static void watch(ServerProcess demo, Chromium chromium, double minutes) throws InterruptedException {
        try (NetworkLink link = new NetworkLink(demo.port());
                BrowserPage page = BrowserPage.open(chromium, link.port()).go(DemoServer.RACE_PATH)) {
            page.awaitTrue("it is live", LIVE);
            long begun = System.nanoTime();
            long before = link.receivedInAll();
            TimeUnit.MILLISECONDS.sleep((long) (minutes * 60_000));
            long bytes = link.receivedInAll() - before;
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%s open for %.0f s: %,d bytes, which is %,.0f an hour%n",
                    DemoServer.RACE_PATH,
                    seconds,
                    bytes,
                    bytes * HOUR_SECONDS / seconds);
            link.received().forEach((target, sum) -> System.out.printf(Locale.ROOT, "    %,7d %s%n", sum, target));
        }
    }
}
