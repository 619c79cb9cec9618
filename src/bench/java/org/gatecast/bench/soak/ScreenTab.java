package org.gatecast.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatecast.browser.BrowserPage;
import org.gatecast.browser.Chromium;

/** A screen that shows the soak's race in a window of its own, counting the messages that it receives. */
final class ScreenTab implements AutoCloseable {
    private static final String COUNTS_MESSAGES =
            """
            window.messages = 0;
            // What BrowserPage keeps of every layout shift would be weighed, too.
            window.shifts.push = () => 0;
            const Socket = WebSocket;
            window.WebSocket = class extends Socket {
              constructor(...parts) {
                super(...parts);
                this.addEventListener('message', () => { window.messages++; });
              }
            };
            """;

    private final String name;
    private final BrowserPage page;
    private final List<String> complaints = new ArrayList<>();

    /**
     * What a page weighs after everything unreachable is gone.
     *
     * @param heapBytes JavaScript's heap in use
     * @param nodes all that are kept, those that are no longer in the document among them
     * @param elements of the document
     */
    record Weight(long heapBytes, long nodes, long listeners, long elements, long messages) {}

    /** @param query which view of the event; the view follows the race under way */
    ScreenTab(Chromium chromium, int port, String name, String query) {
        this.name = name;
        page = BrowserPage.open(chromium, port);
        page.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", COUNTS_MESSAGES));
        page.command("Performance.enable", Map.of());
        page.go("/e/" + SoakRace.EVENT + query);
        page.awaitTrue("it has a message", "window.messages");
    }

    String name() {
        return name;
    }

    BrowserPage page() {
        return page;
    }

    /** Once it has drawn what it has received, and what its requests brought. */
    Weight weigh() {
        page.awaitTrue(
                "nothing comes any more",
                "(() => { const now = performance.now(); if (window.messages !== window.counted) { window.counted = window.messages;"
                        + " window.countedAt = now; } return now - window.countedAt > 500; })()");
        page.command("HeapProfiler.collectGarbage", Map.of());
        page.command("HeapProfiler.collectGarbage", Map.of());
        Map<String, Double> metrics = ((List<?>)
                        page.command("Performance.getMetrics", Map.of()).get("metrics"))
                .stream()
                        .map(metric -> (Map<?, ?>) metric)
                        .collect(Collectors.toMap(
                                metric -> (String) metric.get("name"),
                                metric -> ((Number) metric.get("value")).doubleValue()));
        Function<String, Long> metric = key -> metrics.get(key).longValue();
        complaints.addAll(page.complaints());
        return new Weight(
                metric.apply("JSHeapUsedSize"),
                metric.apply("Nodes"),
                metric.apply("JSEventListeners"),
                number("document.querySelectorAll('*').length"),
                number("window.messages"));
    }

    long number(String expression) {
        return ((Number) page.script("return " + expression)).longValue();
    }

    /** Warnings and errors of the console, of any window, that this one saw first. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        page.close();
    }
}
