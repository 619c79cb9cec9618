package org.gatecast.bench.page;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatecast.browser.BrowserPage;
import org.gatecast.browser.Chromium;
import org.gatecast.browser.PageVisit;
import org.gatecast.testing.ServerProcess;

/**
 * Somebody who follows the recorded race at its own pace for a while and uses all of its page, without ever reloading
 * it: tells every minute what the page weighs, and in the end whatever moved by itself or was complained of.
 */
public final class LongVisit {
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long STEP_MILLIS = 1500;

    private LongVisit() {}

    /**
     * @param arguments for how many minutes, 10 by default
     */
    public static void main(String[] arguments) {
        int minutes = arguments.length == 0 ? 10 : Integer.parseInt(arguments[0]);
        try (ServerProcess demo = DemoServer.start(1, Map.of());
                Chromium chromium = Chromium.start();
                BrowserPage page = BrowserPage.open(chromium, demo.port()).go(DemoServer.RACE_PATH)) {
            PageVisit pageVisit = new PageVisit(page);
            long begun = System.nanoTime();
            for (int minute = 1; minute <= minutes; minute++) {
                while (System.nanoTime() - begun < minute * MINUTE_NANOS) {
                    pageVisit.goRound(LongVisit::look);
                }
                System.out.println("minute " + minute + ": " + pageVisit.weight());
            }
            System.out.println(pageVisit.shifts());
            System.out.println("complaints: " + pageVisit.complaints());
        }
    }

    private static void look() {
        try {
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
