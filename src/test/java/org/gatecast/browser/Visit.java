package org.gatecast.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.Keys;

/**
 * Somebody who stays on a race's page and uses all of it, again and again, in one and the same document: what only shows
 * after a while, shows then.
 */
public final class Visit {
    private static final String ROW = "tr[data-race][data-bib]";
    /** What counts as one: shifts less than a second apart, five seconds at most, as browsers' own measure has it. */
    private static final double GAP_MILLIS = 1000;

    private static final double WINDOW_MILLIS = 5000;

    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    /**
     * How the page is after everything unreachable is gone.
     *
     * @param heap bytes of JavaScript's heap
     * @param nodes of the document and whatever holds on to parts of earlier ones
     * @param listeners to events
     */
    public record Weight(long heap, long nodes, long listeners) {}

    /**
     * Of things that moved by themselves.
     *
     * @param cumulative the worst five seconds, as the measure of that name is defined
     * @param sum all there ever were
     * @param worst the single worst, and what moved
     */
    public record Shifts(double cumulative, double sum, String worst) {}

    /** @param page one that shows a race */
    public Visit(Page page) {
        this.page = page;
        page.awaitThere("[data-freshness=live]").awaitThere(ROW);
    }

    /** Looks for a rider, at a category, at one rider closely, and marks a favourite and takes the mark away. */
    public void goRound(Runnable meanwhile) {
        List<Runnable> steps = List.of(
                () -> page.script("scrollTo({top: 600, behavior: 'smooth'})"),
                () -> page.type("input[type=search]", "a"),
                () -> page.type("input[type=search]", ""),
                () -> page.key("select[data-category]", Keys.DOWN),
                () -> page.key("select[data-category]", Keys.UP),
                () -> page.press(ROW + " [data-favourite]"),
                () -> page.press(ROW + " [data-favourite]"),
                () -> page.press(ROW + " [data-field=name] a"),
                () -> page.script("history.back()"),
                () -> page.awaitThere(ROW),
                () -> page.script("scrollTo({top: 0})"));
        for (Runnable step : steps) {
            step.run();
            meanwhile.run();
        }
        complaints.addAll(page.complaints());
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
