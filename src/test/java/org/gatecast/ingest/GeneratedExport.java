package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An export of any size, in the manner of the recording: two best runs for every class of a hundred. */
final class GeneratedExport {
    private static final int CLASS_SIZE = 100;
    private static final String GATES = "  0  0  2  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0";

    private GeneratedExport() {}

    static byte[] of(int participants) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" standalone=\"yes\"?>\n<Canoe123Data xmlns=\""
                + SampleExports.NAMESPACE + "\">\n" + SampleExports.EVENT + '\n');
        for (int i = 0; i < participants; i++) {
            String classId = "K" + i / CLASS_SIZE;
            if (i % CLASS_SIZE == 0) {
                appendClass(xml, classId);
            }
            xml.append(
                    "<Participants><Id>%1$d.%2$s</Id><ClassId>%2$s</ClassId><EventBib>%3$d</EventBib><ICFId>%1$d</ICFId>"
                            .formatted(90_000 + i, classId, i % CLASS_SIZE + 1));
            xml.append("<FamilyName>FERN-").append(i).append("</FamilyName><GivenName>Zoë</GivenName><NOC>CZE</NOC>");
            xml.append("<Club>SK Peřej</Club><CatId>ZS</CatId><IsTeam>false</IsTeam></Participants>\n");
            appendRun(xml, classId, 1, i);
            appendRun(xml, classId, 2, i);
        }
        return xml.append("<CourseData><CourseNr>1</CourseNr><CourseConfig>NNRNSNRNRNSNNRNNRSNRNNRSNNRN</CourseConfig>")
                .append("</CourseData>\n</Canoe123Data>\n")
                .toString()
                .getBytes(UTF_8);
    }

    private static void appendClass(StringBuilder xml, String classId) {
        xml.append("<Classes><ClassId>%1$s</ClassId><Class>K1M</Class><LongTitle>K1M long</LongTitle><Categories>"
                        .formatted(classId))
                .append("<CatId>ZS</CatId><Category>Seniors</Category></Categories></Classes>\n");
        for (int run = 1; run <= 2; run++) {
            xml.append("<Schedule><RaceId>%1$s_BR%2$d</RaceId><ClassId>%1$s</ClassId><DisId>BR%2$d</DisId></Schedule>\n"
                    .formatted(classId, run));
        }
    }

    private static void appendRun(StringBuilder xml, String classId, int run, int i) {
        int time = 80_000 + i * 7919 % 40_000 / 10 * 10;
        xml.append("<Results><RaceId>%s_BR%d</RaceId><Id>%d.%s</Id><StartOrder>%d</StartOrder><Bib>%4d</Bib>"
                .formatted(classId, run, 90_000 + i, classId, i % CLASS_SIZE + 1, i % CLASS_SIZE + 1));
        xml.append("<StartTime>12:12:00</StartTime><Status /><dtStart>12:12:00.000</dtStart><Time>" + time + "</Time>");
        xml.append("<Gates>" + GATES + "</Gates><Pen>2</Pen><Total>" + (time + 2000)
                + "</Total><Rnk /><RnkOrder>1</RnkOrder>");
        xml.append("</Results>\n");
    }
}
