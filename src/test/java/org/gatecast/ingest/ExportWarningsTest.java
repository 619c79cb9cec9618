package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.ANNA;
import static org.gatecast.ingest.SampleExports.EVENT;
import static org.gatecast.ingest.SampleExports.K1M;
import static org.gatecast.ingest.SampleExports.RUN;
import static org.gatecast.ingest.SampleExports.exportWith;
import static org.gatecast.ingest.SampleExports.parse;
import static org.gatecast.ingest.SampleExports.resultOfAnna;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gatecast.model.Export;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is merely odd is settled, and named once for each kind. */
class ExportWarningsTest {

    @Test
    void ofWhatStandsTwiceTheLastCounts() {
        Export export = parse(exportWith(
                "\n<Events><SubTitle>again</SubTitle></Events>",
                "\n<Classes><ClassId>K1M</ClassId><Class>again</Class></Classes>",
                "\n<Participants><Id>1.K1M</Id><ClassId>K1M</ClassId><Club>again</Club></Participants>",
                "\n<Schedule><RaceId>R1</RaceId><ClassId>K1M</ClassId><DisId>FIN</DisId></Schedule>",
                "\n<CourseData><CourseNr>1</CourseNr><CourseConfig>N</CourseConfig></CourseData>",
                "\n<CourseData><CourseNr>1</CourseNr><CourseConfig>NN</CourseConfig></CourseData>",
                "\n" + resultOfAnna("<Time>100</Time>"),
                "\n" + resultOfAnna("<Time>200</Time>")));

        assertThat(export.details().subTitle()).isEqualTo("again");
        assertThat(export.classes()).singleElement().extracting("name").isEqualTo("again");
        assertThat(export.participants()).hasSize(2).first().extracting("club").isEqualTo("again");
        assertThat(export.races()).singleElement().extracting("disId").isEqualTo("FIN");
        assertThat(export.courses()).singleElement().extracting("courseConfig").isEqualTo("NN");
        assertThat(export.results())
                .singleElement()
                .extracting("exportReport.time")
                .isEqualTo(200);
        assertThat(export.skippedRows()).isEqualTo(1);
        assertThat(export.warnings())
                .containsExactlyInAnyOrder(
                        "1 × Events elements beyond the first, the last one counts: Events at line 2, column 1",
                        "1 × classes listed again, the last one counts: K1M at line 3, column 1",
                        "1 × participants listed again, the last one counts: 1.K1M at line 4, column 1",
                        "1 × races listed again, the last one counts: R1 at line 5, column 1",
                        "1 × courses listed again, the last one counts: course 1 at line 7, column 1",
                        "1 × results listed again, the last one counts: 1.K1M in R1 at line 9, column 1");
    }

    @Test
    void aCategoryThatStandsTwiceInItsClassCountsByTheLast() {
        Export export = parse(exportWith("<Classes><ClassId>C1</ClassId><Categories><CatId>V</CatId></Categories>"
                + "<Categories><CatId>V</CatId><Category>Masters</Category></Categories></Classes>"));

        assertThat(export.classes().get(1).categories())
                .singleElement()
                .extracting("name")
                .isEqualTo("Masters");
        assertThat(export.warnings()).hasSize(1);
    }

    @Test
    void whatBelongsToNothingKnownIsSkippedCountedAndShownOnce() {
        Export export = parse(exportWith(
                "\n<Participants><Id>8</Id><ClassId>NO</ClassId></Participants>",
                "\n<Participants><Id>9</Id><ClassId>NO</ClassId></Participants>",
                "\n<Schedule><RaceId>R8</RaceId><ClassId>NO</ClassId></Schedule>",
                "\n<Schedule><RaceId>PAUSE</RaceId></Schedule>",
                "\n<Results><RaceId>R8</RaceId><Id>1.K1M</Id></Results>",
                "\n<Results><RaceId>R1</RaceId><Id>8</Id></Results>",
                "\n<Results><RaceId>R1</RaceId><Id>nobody</Id></Results>",
                "\n" + resultOfAnna("")));

        assertThat(export.participants()).hasSize(2);
        assertThat(export.races()).hasSize(1);
        assertThat(export.results()).hasSize(1);
        assertThat(export.skippedRows()).isEqualTo(3);
        assertThat(export.warnings())
                .containsExactlyInAnyOrder(
                        "2 × participants of no class or one that is not listed, skipped: 8 of NO at line 2, column 1",
                        "2 × races of no class or one that is not listed, skipped: R8 of NO at line 4, column 1",
                        "1 × results of a race that is not listed, skipped: 1.K1M in R8 at line 6, column 1",
                        "2 × results of a participant who is not listed, skipped: 8 in R1 at line 7, column 1");
    }

    @Test
    void aNumberThatNothingDependsOnIsLeftBlankWhenItCannotBeRead() {
        Export export = parse(exportWith("\n", resultOfAnna("<Bib>  A7</Bib><StartOrder>4.5</StartOrder>")));

        assertThat(export.results()).singleElement().satisfies(row -> {
            assertThat(row.bib()).isNull();
            assertThat(row.startOrder()).isNull();
        });
        assertThat(export.warnings())
                .containsExactly("2 × numbers that cannot be read, left blank: Bib \"A7\" at line 2, column 43");
    }

    @Test
    void numbersBeyondAnyComputerAreNone() {
        Export export = parse(exportWith(
                resultOfAnna("<Bib>2147483648</Bib><StartOrder>" + "9".repeat(500) + "</StartOrder>"),
                "<CourseData><CourseNr>one</CourseNr></CourseData>"));

        assertThat(export.results()).singleElement().satisfies(row -> {
            assertThat(row.bib()).isNull();
            assertThat(row.startOrder()).isNull();
        });
        assertThat(export.courses()).isEmpty();
        assertThat(export.warnings())
                .singleElement()
                .asString()
                .startsWith("3 × numbers that cannot be read, left blank: Bib \"2147483648\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Time", "Pen", "Total"})
    void anOutcomeWithOneUnreadableNumberIsLeftOutCompletely(String field) {
        String nines = "9".repeat(500);
        for (String nonsense :
                new String[] {"abc", "12.5", "1e3", "0x10", "-", "1 2", "१२", "-1", "2147483648", "3600000001", nines
                }) {
            Map<String, String> outcome = new LinkedHashMap<>(Map.of("Time", "81670", "Pen", "4", "Total", "85670"));
            outcome.put(field, nonsense);
            StringBuilder fields = new StringBuilder("<dtStart>10:00:00</dtStart>");
            outcome.forEach((name, value) -> fields.append('<' + name + '>' + value + "</" + name + '>'));

            Export export = parse(exportWith(resultOfAnna(fields.toString())));

            assertThat(export.results()).singleElement().satisfies(row -> {
                assertThat(row.exportReport().time()).isNull();
                assertThat(row.exportReport().pen()).isNull();
                assertThat(row.exportReport().total()).isNull();
                assertThat(row.exportReport().dtStart()).isEqualTo("10:00:00");
            });
            assertThat(export.warnings()).singleElement().satisfies(line -> assertThat(line)
                    .startsWith("1 × results whose time, penalty or total cannot be read, all three left out: " + field)
                    .hasSizeLessThan(200));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Participants, Id, <Participants><ClassId>K1M</ClassId></Participants>",
        "Classes, ClassId, <Classes><ClassId> </ClassId></Classes>",
        "Schedule, RaceId, <Schedule><ClassId>K1M</ClassId></Schedule>",
        "Results, RaceId, <Results><Id>1.K1M</Id></Results>",
        "Results, Id, <Results><RaceId>R1</RaceId><Id/></Results>",
        "CourseData, CourseNr, <CourseData><CourseConfig>N</CourseConfig></CourseData>"
    })
    void anElementWithoutItsIdIsSkippedAndTheRestIsRead(String element, String id, String xml) {
        Export export = parse(exportWith("\n\n ", xml));

        assertThat(export.participants()).hasSize(2);
        assertThat(export.classes()).hasSize(1);
        assertThat(export.races()).hasSize(1);
        assertThat(export.results()).isEmpty();
        assertThat(export.courses()).isEmpty();
        assertThat(export.skippedRows()).isEqualTo(element.equals("Results") ? 1 : 0);
        assertThat(export.warnings())
                .containsExactly("1 × elements without an id that they must have, skipped: " + element + " lacks its "
                        + id + " at line 3, column 2");
    }

    @Test
    void aParticipantOfNoClassIsSkipped() {
        Export export = parse(exportWith("<Participants><Id>9</Id><ClassId/></Participants>"));

        assertThat(export.participants()).hasSize(2);
        assertThat(export.warnings())
                .singleElement()
                .asString()
                .startsWith("1 × participants of no class or one that is not listed, skipped: 9 of no class at");
    }

    @Test
    void howeverOddTheExportTheWarningsStayFewAndShort() {
        String id = "x".repeat(5_000);
        String xml = SampleExports.exportOf(
                EVENT,
                K1M,
                ANNA,
                RUN,
                ("<Results><RaceId>" + id + "</RaceId><Id>" + id + "</Id><Bib>" + id + "</Bib></Results>").repeat(200));

        assertThat(parse(xml).warnings())
                .hasSizeLessThanOrEqualTo(ExportWarning.values().length)
                .allSatisfy(line -> assertThat(line.length()).isLessThan(300));
    }
}
