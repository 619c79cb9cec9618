package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.exportWith;
import static org.gatecast.ingest.SampleExports.parse;

import java.util.List;
import org.gatecast.model.ClassId;
import org.gatecast.model.Export;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.GateStatistics.GateCount;
import org.gatecast.model.Official;
import org.junit.jupiter.api.Test;

/** What result lists print besides the results. */
class OfficialsAndStatisticsTest {
    private static final ClassId K1M = new ClassId("K1M");

    @Test
    void officialsStandInTheOrderOfTheirJuryAndThenTheirOwn() {
        Export export = parse(exportWith(
                official("Starter", "B", "<JuryNr>1</JuryNr><DisplayOrder>10</DisplayOrder>"),
                official("Scorer", "D", ""),
                official("Judge", "C", "<JuryNr>2</JuryNr><DisplayOrder>1</DisplayOrder>"),
                official("ChiefJudge", "A", "<JuryNr>1</JuryNr><DisplayOrder>9</DisplayOrder>")));

        assertThat(export.officials())
                .containsExactly(
                        new Official("ChiefJudge", "A", "Eve", "CZE"),
                        new Official("Starter", "B", "Eve", "CZE"),
                        new Official("Judge", "C", "Eve", "CZE"),
                        new Official("Scorer", "D", "Eve", "CZE"));
    }

    @Test
    void anOfficeWithoutAPersonIsSkippedAndAPersonWithoutAnOfficeIsNot() {
        Export export = parse(exportWith(
                "\n<CompOfficials><FunctionCode>Starter</FunctionCode><FamilyName> </FamilyName></CompOfficials>",
                "<CompOfficials><GivenName>Eve</GivenName></CompOfficials>"));

        assertThat(export.officials()).containsExactly(new Official(null, null, "Eve", null));
        assertThat(export.warnings())
                .containsExactly("1 × officials without a name, skipped: Starter at line 2, column 1");
    }

    @Test
    void gateStatisticsEndAtTheLastGateWithANumber() {
        Export export = parse(exportWith(statistics(
                "K1M",
                "QUAL",
                "<RunsCounted>40</RunsCounted><G3_Missed>1</G3_Missed><G1_Touched>12</G1_Touched>"
                        + "<G1_Missed>0</G1_Missed><G100_Touched>7</G100_Touched>")));

        assertThat(export.gateStatistics())
                .containsExactly(new GateStatistics(
                        K1M,
                        "QUAL",
                        40,
                        List.of(new GateCount(12, 0), new GateCount(null, null), new GateCount(null, 1))));
    }

    @Test
    void aCountThatIsNoneIsLeftBlank() {
        Export export = parse(exportWith(
                "\n",
                statistics(
                        "K1M",
                        "QUAL",
                        "<RunsCounted>-1</RunsCounted><G1_Touched>x</G1_Touched><G1_Missed>2</G1_Missed>")));

        assertThat(export.gateStatistics())
                .containsExactly(new GateStatistics(K1M, "QUAL", null, List.of(new GateCount(null, 2))));
        assertThat(export.warnings())
                .singleElement()
                .asString()
                .startsWith("2 × numbers that cannot be read, left blank: RunsCounted \"-1\" at line 2");
    }

    @Test
    void statisticsThatStandTwiceCountByTheLastAndThoseOfNoClassAreSkipped() {
        Export export = parse(exportWith(
                statistics("K1M", "QUAL", "<RunsCounted>1</RunsCounted>"),
                statistics("K1M", "FINAL", "<RunsCounted>2</RunsCounted>"),
                "\n" + statistics("K1M", "QUAL", "<RunsCounted>3</RunsCounted>"),
                "\n" + statistics("C9X", "QUAL", ""),
                "\n<GateStatistics/>"));

        assertThat(export.gateStatistics())
                .containsExactly(
                        new GateStatistics(K1M, "QUAL", 3, List.of()), new GateStatistics(K1M, "FINAL", 2, List.of()));
        assertThat(export.warnings())
                .containsExactlyInAnyOrder(
                        "1 × gate statistics of a class and phase listed again, the last ones count: QUAL of K1M at"
                                + " line 2, column 1",
                        "2 × gate statistics of no class or one that is not listed, skipped: QUAL of C9X at line 3,"
                                + " column 1");
    }

    @Test
    void theRealExportHasTwoOfficialsAndElevenStatistics() {
        Export export = new ExportParser(XmlLimits.DEFAULT).parse(SampleExports.realExport());

        assertThat(export.officials())
                .containsExactly(
                        new Official("ChiefJudge", "ŠÍPEKHURST", "Dee", "CZE"),
                        new Official("Stavitel", "NETTLE", "Dee", "CZE"));
        assertThat(export.gateStatistics()).hasSize(11).allSatisfy(statistics -> {
            assertThat(statistics.phase()).isEqualTo("QUAL");
            assertThat(statistics.gates()).hasSize(25).containsOnly(new GateCount(0, 0));
        });
        assertThat(export.races()).first().extracting("customTitle").isEqualTo("K1m - střední trať - 1. jízda");
    }

    private static String official(String function, String familyName, String fields) {
        return "<CompOfficials><FunctionCode>" + function + "</FunctionCode><FamilyName>" + familyName
                + "</FamilyName><GivenName>Eve</GivenName><NOC>CZE</NOC>" + fields + "</CompOfficials>";
    }

    private static String statistics(String classId, String phase, String fields) {
        return "<GateStatistics><ClassId>" + classId + "</ClassId><Phase>" + phase + "</Phase>" + fields
                + "</GateStatistics>";
    }
}
