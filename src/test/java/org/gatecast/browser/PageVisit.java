package org.gatecast.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A visitor who stays on a race's page and uses all of it again and again, so that slow leaks and shifts show. */
public final class PageVisit {
    private static final String ROW = "tr[data-race][data-bib]";
    /** What counts as one: shifts less than a second apart, five seconds at most, as browsers' own measure has it. */
    private static final double GAP_MILLIS = 1000;

    private static final double WINDOW_MILLIS = 5000;

    private final BrowserPage page;
    private final List<String> complaints = new ArrayList<>();

    /**
     * How the page is after everything unreachable is gone.
     *
     * @param heap bytes of JavaScript's heap
     * @param nodes of the document and whatever holds on to parts of earlier ones
     * @param listeners to events
     */
    public record Weight(long heap, long nodes, long listeners) {
        /** Within what a page weighs more in one state than in another, and less than a second view would. */
        boolean isAbout(Weight other) {
            return heap < other.heap + 1_000_000 && nodes < other.nodes * 3 / 2 && listeners < other.listeners * 3 / 2;
        }
    }

    /**
     * Layout shifts without a visitor's action.
     *
     * @param cumulative the worst five seconds, as Cumulative Layout Shift is defined
     * @param sum of all shifts
     * @param worst the single worst, and what moved
     */
    public record Shifts(double cumulative, double sum, String worst) {}

    /** @param page one that shows a race */
    public PageVisit(BrowserPage page) {
        this.page = page;
        page.awaitThere("[data-freshness=live]").awaitThere(ROW);
    }

    /** Looks for a rider, at a category, unfolds a row, looks at its rider closely, and marks a favourite and takes the mark away. */
    public void goRound(Runnable meanwhile) {
        List<Runnable> steps = List.of(
                () -> page.script("scrollTo({top: 600, behavior: 'instant'})"),
                () -> act("const field = document.querySelector('input[type=search]'); field.value = 'a';"
                        + " field.dispatchEvent(new InputEvent('input', {bubbles: true}))"),
                () -> act("const field = document.querySelector('input[type=search]'); field.value = '';"
                        + " field.dispatchEvent(new InputEvent('input', {bubbles: true}))"),
                () -> choose(1),
                () -> choose(0),
                () -> act("document.querySelector('" + ROW + " [data-favourite]').click()"),
                () -> act("document.querySelector('" + ROW + " [data-favourite]').click()"),
                () -> act("document.querySelector('" + ROW + " .unfold').click()"),
                () -> page.awaitThere(".unfolded .button").awaitGone(".unfolded .waiting"),
                () -> act("document.querySelector('.unfolded .button').click()"),
                () -> page.awaitGone(ROW),
                () -> act("history.back()"),
                () -> page.awaitThere(ROW),
                () -> page.script("scrollTo({top: 0, behavior: 'instant'})"));
        for (Runnable step : steps) {
            step.run();
            meanwhile.run();
        }
        complaints.addAll(page.complaints());
    }

    private void choose(int option) {
        act("const select = document.querySelector('select[data-category]'); select.selectedIndex = " + option
                + "; select.dispatchEvent(new Event('change', {bubbles: true}))");
    }

    /**
     * Acts as the visitor, and waits until the page has drawn what follows: a few frames in a row without a change of the
     * document, or sixty frames where a clock runs. What moves within half a second of one of these frames is no surprise.
     * Scripts act, not the driver's own clicks: the driver keeps every element that it ever found, and the page would seem
     * to keep them.
     */
    private void act(String script) {
        page.scriptToCome(
                """
                const done = arguments[0];
                let unchanged = 0;
                let frames = 0;
                const changes = new MutationObserver(() => unchanged = 0);
                changes.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
                const frame = () => {
                  window.touches.push(performance.now());
                  if (++unchanged > 3 || ++frames > 60) {
                    changes.disconnect();
                    done(null);
                  } else {
                    requestAnimationFrame(frame);
                  }
                };
                frame();
                """
                        + script);
    }

    /** Warnings and errors of the console in all rounds. */
    public List<String> complaints() {
        complaints.addAll(page.complaints());
        return complaints;
    }

    public Weight weight() {
        long heap = page.heap();
        Map<String, Object> counters = page.command("Memory.getDOMCounters", Map.of());
        return new Weight(heap, number(counters.get("nodes")), number(counters.get("jsEventListeners")));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    public Shifts shifts() {
        double sum = 0;
        double worst = 0;
        double window = 0;
        double cumulative = 0;
        double windowBegan = Double.NEGATIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        String what = "nothing";
        for (JsonNode shift : page.shifts()) {
            double value = shift.get("value").asDouble();
            double at = shift.get("at").asDouble();
            if (at - last > GAP_MILLIS || at - windowBegan > WINDOW_MILLIS) {
                window = 0;
                windowBegan = at;
            }
            last = at;
            window += value;
            sum += value;
            cumulative = Math.max(cumulative, window);
            if (value > worst) {
                worst = value;
                what = shift.toString();
            }
        }
        return new Shifts(cumulative, sum, what);
    }
}
