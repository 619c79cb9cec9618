package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.ANNA;
import static org.gatecast.ingest.SampleExports.BERT;
import static org.gatecast.ingest.SampleExports.EVENT;
import static org.gatecast.ingest.SampleExports.K1M;
import static org.gatecast.ingest.SampleExports.RUN;
import static org.gatecast.ingest.SampleExports.exportOf;
import static org.gatecast.ingest.SampleExports.exportWith;
import static org.gatecast.ingest.SampleExports.parse;
import static org.gatecast.ingest.SampleExports.resultOfAnna;
import static org.gatecast.ingest.SampleExports.resultOfBert;

import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.Export;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an export means, element by element (contract section 5). */
class ExportParserTest {

    @Test
    void partsMayStandInAnyOrder() {
        String result = resultOfAnna("<Time>1000</Time>");
        Export straight = parse(exportOf(EVENT, K1M, ANNA, BERT, RUN, result));
        Export reversed = parse(exportOf(result, RUN, ANNA, BERT, K1M, EVENT));

        assertThat(reversed).isEqualTo(straight);
    }

    @Test
    void theNamespaceMayBeMissing() {
        String bare = exportWith().replace(" xmlns=\"" + SampleExports.NAMESPACE + "\"", "");

        assertThat(parse(bare)).isEqualTo(parse(exportWith()));
    }

    @Test
    void aPrefixForTheNamespaceIsAsGood() {
        String prefixed = exportWith().replace("xmlns=", "xmlns:c=").replaceAll("<(/?)([A-Z])", "<$1c:$2");

        assertThat(parse(prefixed)).isEqualTo(parse(exportWith()));
    }

    @Test
    void unknownElementsAreSkippedWhereverTheyStand() {
        String strange = "<Jury><Results><Time>x</Time></Results></Jury>";
        Export export = parse(exportWith(
                strange,
                "<x:Results xmlns:x='urn:other'><Time>x</Time></x:Results>",
                resultOfAnna(strange + "<Time>1000<sub>99</sub></Time><Weather>rain</Weather>")));

        assertThat(export.results()).hasSize(1);
        assertThat(export.results().get(0).exportReport().time()).isEqualTo(1000);
        assertThat(export.warnings()).isEmpty();
    }

    @Test
    void textMayComeInPiecesOfEveryKind() {
        Export export = parse(exportOf(
                "<Events><SubTitle> A &amp; <![CDATA[<B>]]><!-- no --> &#x159;<?pi?>eka </SubTitle></Events>",
                K1M,
                ANNA,
                RUN));

        assertThat(export.details().subTitle()).isEqualTo("A & <B> řeka");
    }

    @Test
    void blankIsNotThere() {
        Export export = parse(exportOf(
                "<Events><SubTitle>  </SubTitle><StartDate/><EndDate> 2026-11-20 </EndDate></Events>", K1M, ANNA, RUN));

        assertThat(export.details().subTitle()).isNull();
        assertThat(export.details().startDate()).isNull();
        assertThat(export.details().endDate()).isEqualTo("2026-11-20");
        assertThat(export.participants().get(0).club()).isNull();
    }

    @Test
    void categoriesStandInTheirClassAndOnesWithoutIdAreSkipped() {
        Export export =
                parse(exportWith("<Classes><ClassId>C1W</ClassId><Class>C1W</Class><LongTitle>C1 women</LongTitle>"
                        + "<Categories><CatId>ZS</CatId><ClassId>OTHER</ClassId><Category>Seniors</Category>"
                        + "<FirstYear>1990</FirstYear><LastYear> 2007 </LastYear></Categories>"
                        + "<Categories><CatId/><Category>Nobody</Category></Categories>"
                        + "<Categories><CatId>V</CatId></Categories></Classes>"));

        assertThat(export.classes().get(1).classId()).isEqualTo(new ClassId("C1W"));
        assertThat(export.classes().get(1).name()).isEqualTo("C1W");
        assertThat(export.classes().get(1).longTitle()).isEqualTo("C1 women");
        assertThat(export.classes().get(1).categories())
                .containsExactly(new Category("ZS", "Seniors", 1990, 2007), new Category("V", null, null, null));
        assertThat(export.warnings())
                .singleElement()
                .asString()
                .contains("1 × elements without an id that they must have, skipped: Categories lacks its CatId");
    }

    @Test
    void aCrewKeepsBothPaddlers() {
        Participant crew = parse(exportWith("<Participants><Id>7.C2</Id><ClassId>K1M</ClassId><ICFId>71</ICFId>"
                        + "<FamilyName>NOVÁK</FamilyName><GivenName>Jan</GivenName><ICFId2>72</ICFId2>"
                        + "<FamilyName2>MALÝ</FamilyName2><GivenName2>Petr</GivenName2></Participants>"))
                .participants()
                .get(2);

        assertThat(crew.displayName()).isEqualTo("NOVÁK Jan / MALÝ Petr");
        assertThat(crew.icfId()).isEqualTo("71");
        assertThat(crew.icfId2()).isEqualTo("72");
        assertThat(crew.isTeam()).isFalse();
    }

    @Test
    void aTeamKeepsItsMembersInOrder() {
        Participant team = parse(exportWith("<Participants><Id>T.1</Id><ClassId>K1M</ClassId><IsTeam>true</IsTeam>"
                        + "<Member2>2.K1M</Member2><Member1>1.K1M</Member1><Member3/></Participants>"))
                .participants()
                .get(2);

        assertThat(team.isTeam()).isTrue();
        assertThat(team.members()).containsExactly("1.K1M", "2.K1M");
    }

    @Test
    void aCourseIsKeptAsTheExportDrawsIt() {
        Export export = parse(exportWith(
                "<CourseData><CourseNr>2</CourseNr><CourseConfig>NNSR</CourseConfig></CourseData>",
                "<CourseData><CourseNr>3</CourseNr></CourseData>"));

        assertThat(export.courses()).containsExactly(new Course(2, "NNSR"), new Course(3, ""));
    }

    @Test
    void aRowWithoutAnyResultIsABareStartListRow() {
        Export export = parse(exportWith(resultOfAnna("<Bib>   9</Bib><StartOrder>3</StartOrder><Status /><Time />"
                + "<Gates>                        </Gates><Pen /><Total /><Rnk /><RnkOrder>3</RnkOrder>")));

        assertThat(export.results())
                .containsExactly(Result.ofExport(new RaceId("R1"), new ParticipantId("1.K1M"), 9, 3, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Time>100</Time>",
                "<Total>100</Total>",
                "<Status>DSQ</Status>",
                "<Pen>2</Pen>",
                "<Rnk>1</Rnk>",
                "<Gates>  0</Gates>",
                "<dtStart>12:00:00.000</dtStart>",
                "<dtFinish>12:00:00.000</dtFinish>"
            })
    void anyFieldOfAResultMakesAReport(String field) {
        assertThat(reportOf(field)).isNotNull();
    }

    @Test
    void aMissingTotalIsTimeAndPenalty() {
        assertThat(reportOf("<Time>100000</Time><Pen>4</Pen>").total()).isEqualTo(10_400);
        assertThat(reportOf("<Time>100000</Time>").total()).isEqualTo(10_000);
        assertThat(reportOf("<Pen>4</Pen>").total()).isNull();
    }

    @Test
    void aTotalThatDoesNotAddUpIsKept() {
        assertThat(reportOf("<Time>100000</Time><Pen>2</Pen><Total>90000</Total>")
                        .total())
                .isEqualTo(9_000);
    }

    @Test
    void anyStatusIsKeptTrimmed() {
        assertThat(reportOf("<Status> RAL </Status>").status()).isEqualTo("RAL");
        assertThat(reportOf("<Status>Něco</Status>").status()).isEqualTo("Něco");
    }

    @Test
    void theHeatIsKept() {
        assertThat(parse(exportWith(resultOfAnna("<HeatNr>2</HeatNr>")))
                        .results()
                        .get(0)
                        .heatNr())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X4", "XS", "XF", "XER"})
    void whereRidersRaceSideBySideTheOrderIsTheRank(String disId) {
        String cross = "<Schedule><RaceId>X</RaceId><ClassId>K1M</ClassId><DisId>" + disId + "</DisId></Schedule>";
        Export export = parse(exportWith(
                cross,
                "<Results><RaceId>X</RaceId><Id>1.K1M</Id><Time>50000</Time><Rnk/><RnkOrder>3</RnkOrder></Results>",
                "<Results><RaceId>X</RaceId><Id>2.K1M</Id><Rnk>1</Rnk><RnkOrder>4</RnkOrder></Results>"));

        assertThat(export.results().get(0).exportReport().rank()).isEqualTo(3);
        assertThat(export.results().get(1).exportReport().rank()).as("Rnk wins").isEqualTo(1);
    }

    @Test
    void theOrderOfARowThatHasNotRacedIsNoRank() {
        Export export = parse(exportWith(
                "<Schedule><RaceId>X</RaceId><ClassId>K1M</ClassId><DisId>XF</DisId></Schedule>",
                "<Results><RaceId>X</RaceId><Id>1.K1M</Id><RnkOrder>3</RnkOrder></Results>"));

        assertThat(export.results().get(0).exportReport()).isNull();
    }

    @Test
    void inEveryOtherRaceTheOrderIsOnlyAnOrder() {
        assertThat(reportOf("<Time>100</Time><RnkOrder>3</RnkOrder>").rank()).isNull();
        assertThat(reportOf("<Time>100</Time><Rnk>0</Rnk>").rank()).isNull();
    }

    @Test
    void twoRowsOfOneRaceStayApart() {
        Export export = parse(exportWith(resultOfAnna("<Time>100</Time>"), resultOfBert("<Time>200</Time>")));

        assertThat(export.results())
                .extracting(row -> row.exportReport().time())
                .containsExactly(100, 200);
    }

    private static ResultReport reportOf(String fields) {
        return parse(exportWith(resultOfAnna(fields))).results().get(0).exportReport();
    }
}
