package org.gatecast.browser;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/** Pages whose clocks stand still, so that their pictures are the same each time. */
final class StandingTime {
    /** {@code later} moves the moment. Clocks on the page are those of the browser's frames, too. */
    private static final String SCRIPT =
            """
            const moment = Date.parse('%s');
            window.later = 0;
            Date.now = () => moment + window.later;
            performance.now = () => window.later;
            const frame = requestAnimationFrame;
            window.requestAnimationFrame = call => frame(() => call(window.later));
            """;

    private StandingTime() {}

    /**
     * A page on which it is always the same moment, until a script moves {@code window.later}, in ms.
     *
     * @param moment where the recorded race was
     */
    static BrowserPage page(Browser browser, int port, LocalDateTime moment) {
        BrowserPage page = browser.page(port);
        page.command(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        SCRIPT.formatted(moment.atOffset(ZoneOffset.ofHours(2)).toInstant())));
        return page;
    }
}
