package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RefusedException;
import org.gatecast.model.ResultUpdate;
import org.gatecast.testing.Recording;

/**
 * The export of the timing program, from bytes to what the public sees: either a refusal for people, or an export of which
 * everything is found by the JDK's own reader ({@link ReferenceExportReader}), that says the same as text inside JSON, and that an
 * event takes between two others and holds together ({@link ImportCheck}).
 */
public final class ExportFuzz {
    private static final int LONGEST_SEED = 4_000;

    private static final ExportParser PARSER = new ExportParser(XmlLimits.DEFAULT);
    private static final byte[] BASE = varied().getBytes(UTF_8);
    private static final List<List<ResultUpdate>> TABLES = List.of(ResultsBody.parse(SampleExports.json(
                    "{'results': [{'raceId': 'R1', 'bib': 1, 'time': 9000, 'pen': 200, 'total': 9200, 'rnk': 1},"
                            + " {'raceId': 'R1', 'participantId': '2.K1M', 'status': 'DNF'},"
                            + " {'raceId': 'X', 'participantId': 'T', 'time': 8184, 'total': 8184, 'rnk': 2}]}"))
            .rows());

    private ExportFuzz() {}

    public static void run(byte[] xml) {
        ReferenceExportReader plain = ReferenceExportReader.of(xml);
        Export export;
        try {
            export = PARSER.parse(xml);
        } catch (RefusedException e) {
            FuzzIngest.check(e, xml);
            plain.requireRefusable(e.refusal().message());
            return;
        }
        FuzzIngest.check(export);
        plain.requireSays(export);
        String text = ReferenceJsonReader.text(xml);
        if (text != null && !text.isEmpty() && XmlEncoding.of(xml).charset().equals(UTF_8)) {
            assertThat(PARSER.parse(SampleExports.inJson(text)))
                    .as("as text inside JSON")
                    .isEqualTo(export);
        }
        int hash = Arrays.hashCode(xml);
        MergeStrategy[] strategies = MergeStrategy.values();
        ImportCheck event =
                new ImportCheck(strategies[Math.floorMod(hash, strategies.length)], TABLES, new Random(hash));
        event.take(PARSER.parse(BASE));
        event.take(export);
        event.take(PARSER.parse(BASE));
    }

    /** One of everything, small; and the real export's elements of each kind, each beside what an export must have. */
    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(BASE);
        seeds.add(("\uFEFF" + SampleExports.exportWith()).getBytes(UTF_8));
        seeds.add(SampleExports.exportWith("<![CDATA[x]]><!-- y --><?z?><p:Results xmlns:p='q'/>&lt;")
                .replace("Spring", "&#x160;&amp;")
                .getBytes(UTF_8));
        ExportPieces excerpt = ExportPieces.of(Recording.xml()).excerpt(1);
        String kind = "";
        for (ExportPieces.Element element : excerpt.elements()) {
            if (!element.name().equals(kind)) {
                kind = element.name();
                seeds.add(alone(excerpt, element));
            }
        }
        return seeds;
    }

    private static byte[] alone(ExportPieces excerpt, ExportPieces.Element element) {
        List<ExportPieces.Field> brief = element.fields().stream()
                .filter(field -> field.text().length() < 1_000)
                .toList();
        ExportPieces.Element shown = new ExportPieces.Element(element.name(), brief);
        String written = new ExportPieces("", List.of(shown), "").written();
        String export = excerpt.head()
                + SampleExports.EVENT
                + SampleExports.K1M
                + SampleExports.ANNA
                + SampleExports.RUN
                + written
                + excerpt.tail();
        return export.substring(0, Math.min(LONGEST_SEED, export.length())).getBytes(UTF_8);
    }

    private static String varied() {
        return SampleExports.exportWith(
                "<Classes><ClassId>C2</ClassId><Categories><CatId>U23</CatId><FirstYear>2003</FirstYear></Categories></Classes>",
                "<Participants><Id>T</Id><ClassId>K1M</ClassId><IsTeam>true</IsTeam><Member1>1.K1M</Member1>"
                        + "<EventBib>3</EventBib><FamilyName2>B</FamilyName2><CatId>U23</CatId></Participants>",
                "<Schedule><RaceId>X</RaceId><ClassId>K1M</ClassId><DisId>XF</DisId><RaceOrder>2</RaceOrder>"
                        + "<StartTime>2026-11-20T10:00:00</StartTime><CourseNr>1</CourseNr></Schedule>",
                "<Schedule><RaceId>R2</RaceId><ClassId>K1M</ClassId><DisId>BR2</DisId></Schedule>",
                "<Results><RaceId>X</RaceId><Id>T</Id><HeatNr>1</HeatNr><Time>81840</Time><RnkOrder>1</RnkOrder>"
                        + "<Gates>  0  2    50</Gates></Results>",
                SampleExports.resultOfAnna("<Bib>1</Bib><Time>9000</Time><Pen>2</Pen><Total>11000</Total><Rnk>1</Rnk>"),
                SampleExports.resultOfBert("<Bib>2</Bib><StartOrder>2</StartOrder><Status>DNS</Status>"),
                "<Results><RaceId>R2</RaceId><Id>2.K1M</Id><Time>9100</Time></Results>",
                "<CourseData><CourseNr>1</CourseNr><CourseConfig>NNSR</CourseConfig></CourseData>",
                "<CompOfficials><JuryNr>1</JuryNr><FamilyName>O</FamilyName></CompOfficials>",
                "<GateStatistics><ClassId>K1M</ClassId><Phase>BR1</Phase><RunsCounted>2</RunsCounted>"
                        + "<G1_Touched>1</G1_Touched></GateStatistics>");
    }
}
