package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.exportWith;
import static org.gatecast.ingest.SampleExports.refusal;

import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.gatecast.model.Export;
import org.gatecast.testing.HashCollisions;
import org.gatecast.testing.HostileBodies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bodies made to block a thread: {@link XmlLimits} limits their cost. Each accepted body would exceed the limit of
 * processor time if it were read in quadratic time.
 */
class HostileBodiesTest {
    private static final int XML = 10 << 20;
    private static final int JSON = 1 << 20;
    /** Less than {@link XmlLimits#maxRows}. */
    private static final int ROWS = 49_000;

    private final ExportParser parser = new ExportParser(XmlLimits.DEFAULT);

    static Stream<IntFunction<byte[]>> names() {
        return Stream.of(
                HostileBodies::elementNames,
                HostileBodies::attributeNames,
                HostileBodies::prefixes,
                HostileBodies::instructions);
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesOfEqualHashesAreRefused(IntFunction<byte[]> body) {
        assertThat(refusal(() -> parser.parse(body.apply(XML))))
                .startsWith("XML, line 1, column ")
                .endsWith("more than 32 names have the same hash");
    }

    @Test
    void soAreTheNamesOfEntities() {
        assertThat(refusal(() -> parser.parse(exportWith("<a>&AaAa;&AaBB;</a>").getBytes(UTF_8))))
                .contains("entity");
    }

    @Test
    void moreDifferentNamesThanAnyExportHasAreRefused() {
        String names = parts(5_001, i -> "<n" + i + "/>");
        assertThat(refusal(() -> parser.parse(exportWith(names).getBytes(UTF_8))))
                .endsWith("there are more than 5000 different names");
    }

    @Test
    void moreRowsThanAnyExportHasAreRefused() {
        String rows = parts(50_000, i -> "<Results/>");
        assertThat(refusal(() -> parser.parse(exportWith(rows).getBytes(UTF_8))))
                .endsWith(
                        "there are more than 50000 people, classes, categories, races, results and other rows together");
    }

    @Test
    void resultsOfParticipantsWithEqualHashesAreRead() {
        Export export = parse(i -> "<Results><RaceId>R1</RaceId><Id>" + id(i) + "</Id></Results>");
        assertThat(export.skippedRows()).isEqualTo(ROWS);
    }

    @Test
    void soAreStatisticsOfSuchPhases() {
        Export export =
                parse(i -> "<GateStatistics><ClassId>K1M</ClassId><Phase>" + id(i) + "</Phase></GateStatistics>");
        assertThat(export.gateStatistics()).hasSize(ROWS);
    }

    @Test
    void soArePeopleOfSuchIdsAndCategories() {
        assertThat(parse(i -> "<Participants><Id>" + id(i) + "</Id><ClassId>K1M</ClassId></Participants>")
                        .participants())
                .hasSize(ROWS + 2);
        String categories = parts(ROWS, i -> "<Categories><CatId>" + id(i) + "</CatId></Categories>");
        Export export = SampleExports.parse(exportWith("<Classes><ClassId>C</ClassId>" + categories + "</Classes>"));
        assertThat(export.classes().get(1).categories()).hasSize(ROWS);
    }

    @Test
    void gateStatisticsWithoutNumbersCostLittle() {
        assertThat(parse(i -> "<GateStatistics><Phase>" + i + "</Phase></GateStatistics>")
                        .warnings())
                .isNotEmpty();
    }

    /** One rider of a long name, in twenty-five thousand teams, was a table of half a gigabyte. */
    @Test
    void whatTablesRepeatIsShort() {
        String name = "x".repeat(200);
        assertThat(SampleExports.parse(exportWith("<Participants><Id>M</Id><ClassId>K1M</ClassId><FamilyName>" + name
                                + "</FamilyName></Participants>"))
                        .participants())
                .hasSize(3);
        for (String field : new String[] {"Id", "FamilyName", "GivenName2", "Club", "Member1"}) {
            assertThat(refusal(() -> SampleExports.parse(
                            exportWith("<Participants><" + field + ">" + name + "x</" + field + "></Participants>"))))
                    .endsWith("a text is longer than 200 characters");
        }
        assertThat(refusal(
                        () -> SampleExports.parse(exportWith("<Classes><ClassId>" + name + "x</ClassId></Classes>"))))
                .endsWith("a text is longer than 200 characters");
    }

    @Test
    void fieldsOfEqualHashesAreRefusedAndLaterBodiesAreNotSlower() {
        for (int i = 0; i < 3; i++) {
            assertThat(refusal(() -> ResultsBody.parse(HostileBodies.fields(JSON))))
                    .contains("too deep or too long");
            assertThat(refusal(() -> XmlEnvelope.ofJson(HostileBodies.envelope(XML))))
                    .contains("too deep or too long");
            byte[] usual = SampleExports.json(
                    "{'results': [{'raceId': 'R', 'bib': 1, '" + HashCollisions.groups(2_000) + "': 0}]}");
            assertThat(ResultsBody.parse(usual).rows()).hasSize(1);
        }
    }

    private static Export parse(IntFunction<String> row) {
        return SampleExports.parse(exportWith(parts(ROWS, row)));
    }

    private static String id(int i) {
        return HashCollisions.text(i, 36);
    }

    private static String parts(int count, IntFunction<String> part) {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < count; i++) {
            parts.append(part.apply(i));
        }
        return parts.toString();
    }
}
