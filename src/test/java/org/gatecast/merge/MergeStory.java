package org.gatecast.merge;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.model.MergeStrategy;

/**
 * A step of an example in {@code specs/merge.md}: an export, a row of the stream, a row of its primary source, or another strategy.
 *
 * @param second when the row arrives, or what the export counts as of
 */
record MergeStory(String source, int second, String what) {
    static final String RIDER = "p";
    private static final Pattern FORM =
            Pattern.compile("(?<source>xml|tcp|booth|use)(?:@(?<second>\\d+))? (?<what>.+)");
    private static final Pattern FIELD = Pattern.compile("(time|pen|total|status) ([\\w*]+)");

    /** The words of a cell; one without source is the stream's, but that a row or race is missing. */
    static List<MergeStory> in(String cell, String separator) {
        return Arrays.stream(cell.split(separator, -1))
                .map(String::strip)
                .map(MergeStory::of)
                .toList();
    }

    private static MergeStory of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return new MergeStory(text.startsWith("no ") ? "xml" : "tcp", 0, text);
        }
        String second = form.group("second");
        return new MergeStory(form.group("source"), second == null ? 0 : Integer.parseInt(second), form.group("what"));
    }

    boolean isExport() {
        return source.equals("xml");
    }

    /** Comes in for the rider of a race; the draft is the last export. */
    void comesTo(MergeHarness harness, ExportScript script, String race) {
        switch (source) {
            case "use" -> harness.strategy(MergeStrategy.of(what));
            case "tcp" -> harness.receives(second, what.equals("another row") ? anotherRow(race) : row(race));
            case "booth" -> harness.receivesFromPrimary(second, rowsOfBooth(race));
            default -> harness.imports(change(script, race), second);
        }
    }

    private TestReports.Row[] rowsOfBooth(String race) {
        return what.equals("nothing")
                ? new TestReports.Row[0]
                : new TestReports.Row[] {what.equals("another row") ? anotherRow(race) : row(race)};
    }

    /** The export with this word in it. */
    ExportScript change(ExportScript script, String race) {
        return switch (what) {
            case "no row" -> script.withoutRow(race, RIDER);
            case "no person" -> script.withoutRider(RIDER);
            case "no race" -> script.withoutRace(race);
            default ->
                script.rider(RIDER)
                        .result(race, RIDER, 1, ResultNotation.of(what).report());
        };
    }

    private TestReports.Row row(String race) {
        return what.startsWith("{") ? partial(race) : ResultNotation.of(what).row(race, RIDER);
    }

    /** What names the race and says nothing new, nor anything of the rider. */
    private static TestReports.Row anotherRow(String race) {
        return TestReports.whole(race, "q", null, null);
    }

    private TestReports.Row partial(String race) {
        TestReports.Row row = TestReports.row(race, RIDER);
        Matcher field = FIELD.matcher(what);
        while (field.find()) {
            String value = field.group(2);
            switch (field.group(1)) {
                case "time" -> row.time(Integer.valueOf(value));
                case "pen" -> row.pen(Integer.valueOf(value));
                case "total" -> row.total(Integer.valueOf(value));
                default -> row.status(value);
            }
        }
        return row;
    }
}
