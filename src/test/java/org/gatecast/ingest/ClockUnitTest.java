package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.exportWith;
import static org.gatecast.ingest.SampleExports.parse;
import static org.gatecast.ingest.SampleExports.resultOfAnna;
import static org.gatecast.ingest.SampleExports.resultOfBert;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.model.Export;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.junit.jupiter.api.Test;

/** The time unit is found from the numbers, for the whole document (contract section 5). */
class ClockUnitTest {
    private static final String MILLISECONDS = "<Time>9000</Time><Pen>2</Pen><Total>11000</Total>";
    private static final String HUNDREDTHS = "<Time>90000</Time><Pen>200</Pen><Total>90200</Total>";

    @Test
    void aPenaltyThatCountsAThousandfoldMeansMillisecondsHoweverSmallTheTimes() {
        assertRun(first(parse(exportWith(resultOfAnna(MILLISECONDS)))), 900, 200, 1100);
    }

    @Test
    void aPenaltyThatCountsOnceMeansHundredthsHoweverLargeTheTimes() {
        assertRun(first(parse(exportWith(resultOfAnna(HUNDREDTHS)))), 90_000, 200, 90_200);
    }

    @Test
    void withoutAPenaltySizeDecides() {
        assertRun(first(parse(exportWith(resultOfAnna("<Time>20001</Time><Pen>0</Pen>")))), 2000, 0, 2000);
        assertRun(first(parse(exportWith(resultOfAnna("<Time>20000</Time><Pen>0</Pen>")))), 20_000, 0, 20_000);
    }

    @Test
    void oneLongTimeDecidesForAll() {
        Export export = parse(exportWith(resultOfAnna("<Time>9000</Time>"), resultOfBert("<Total>95000</Total>")));

        assertThat(first(export).time()).isEqualTo(900);
    }

    @Test
    void rowsThatDoNotAddUpEitherWaySayNothing() {
        assertRun(
                first(parse(exportWith(resultOfAnna("<Time>9000</Time><Pen>2</Pen><Total>7777</Total>")))),
                9000,
                2,
                7777);
    }

    @Test
    void theMajorityDecidesAndTheOthersAreWarnedOf() {
        Export export = parse(mixed(3, 1));

        assertThat(first(export).time()).isEqualTo(900);
        assertThat(export.warnings())
                .singleElement()
                .asString()
                .contains("1 × results that count time in another unit", "Q3", "line 5, column 1");
        assertThat(first(parse(mixed(1, 3))).time()).isEqualTo(9000);
    }

    @Test
    void aTieIsSettledBySize() {
        assertThat(first(parse(mixed(2, 2))).time()).as("90000 is large").isEqualTo(900);
    }

    @Test
    void millisecondsAreCutToHundredths() {
        assertThat(first(parse(exportWith(resultOfAnna("<Time>95239</Time>")))).time())
                .isEqualTo(9523);
    }

    @Test
    void anAmountThatOnlyItsUnitMakesAbsurdLeavesTheOutcomeOut() {
        Export export = parse(exportWith(
                "\n", resultOfAnna(MILLISECONDS), "\n", resultOfBert("<Time>90000</Time><Pen>360001</Pen>")));

        assertThat(export.results().get(1).exportReport()).isNull();
        assertThat(export.warnings())
                .containsExactly("1 × results whose time, penalty or total cannot be read, all three left out:"
                        + " 2.K1M in R1, more than 100 hours at line 3, column 1");
    }

    @Test
    void theRealExportCountsInMillisecondsInEveryRowWithAPenalty() {
        Export export = new ExportParser(XmlLimits.DEFAULT).parse(SampleExports.realExport());

        assertThat(export.warnings()).noneMatch(line -> line.contains("another unit"));
        List<ResultReport> penalised = export.results().stream()
                .map(Result::exportReport)
                .filter(report -> report != null && report.time() != null && report.pen() != null && report.pen() > 0)
                .filter(report -> report.status() == null)
                .toList();
        assertThat(penalised).hasSizeGreaterThan(800).allSatisfy(report -> {
            assertThat(report.total()).isEqualTo(report.time() + report.pen());
            assertThat(report.time()).isBetween(3_000, 25_000);
        });
    }

    private static String mixed(int milliseconds, int hundredths) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < milliseconds + hundredths; i++) {
            String race = "Q" + i;
            parts.add("<Schedule><RaceId>" + race + "</RaceId><ClassId>K1M</ClassId></Schedule>");
            parts.add("\n<Results><RaceId>" + race + "</RaceId><Id>1.K1M</Id>"
                    + (i < milliseconds ? MILLISECONDS : HUNDREDTHS) + "</Results>");
        }
        return exportWith(parts.toArray(String[]::new));
    }

    private static ResultReport first(Export export) {
        return export.results().get(0).exportReport();
    }

    private static void assertRun(ResultReport report, int time, int pen, int total) {
        assertThat(report.time()).isEqualTo(time);
        assertThat(report.pen()).isEqualTo(pen);
        assertThat(report.total()).isEqualTo(total);
    }
}
