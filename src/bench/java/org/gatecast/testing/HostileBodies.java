package org.gatecast.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.IntFunction;

/** Bodies that cost as much as the holder of a key can make them cost: colliding names and ids, many races. */
public final class HostileBodies {
    /** Enough for a quarter of a million different ones. */
    private static final int LENGTH = 36;

    private HostileBodies() {}

    public static byte[] elementNames(int bytes) {
        return export(bytes, i -> "<" + name(i) + "/>");
    }

    public static byte[] attributeNames(int bytes) {
        return export(bytes, i -> "<x " + name(i) + "=\"\"/>");
    }

    public static byte[] prefixes(int bytes) {
        return export(bytes, i -> "<x xmlns:" + name(i) + "=\"u\"/>");
    }

    public static byte[] instructions(int bytes) {
        return export(bytes, i -> "<?" + name(i) + "?>");
    }

    /** All of one race, each of another rider, whom nobody knows. */
    public static byte[] results(int bytes) {
        return export(bytes, i -> "<Results><RaceId>R</RaceId><Id>" + name(i) + "</Id></Results>");
    }

    public static byte[] gateStatistics(int bytes) {
        return export(
                bytes, i -> "<GateStatistics><ClassId>K</ClassId><Phase>" + name(i) + "</Phase></GateStatistics>");
    }

    /** Elements with a hundred gates each, none of which says anything. */
    public static byte[] emptyStatistics(int bytes) {
        return export(bytes, i -> "<GateStatistics/>");
    }

    /** Every other one a first run, all of one class. */
    public static byte[] races(int bytes) {
        return export(
                bytes,
                i -> "<Schedule><RaceId>" + i + "</RaceId><ClassId>K</ClassId><DisId>BR" + (1 + i % 2)
                        + "</DisId></Schedule>");
    }

    /** One race with as many riders as may be, each of them new. */
    public static byte[] table() {
        StringBuilder xml = new StringBuilder();
        for (int i = 0; i < 24_990; i++) {
            xml.append("<Participants><Id>" + i + "</Id><ClassId>K</ClassId><FamilyName>" + i
                    + "</FamilyName></Participants><Results><RaceId>R</RaceId><Id>" + i + "</Id><Bib>" + i
                    + "</Bib><Time>" + (80_000 + i) + "</Time><Pen>2</Pen><Total>" + (82_000 + i)
                    + "</Total></Results>");
        }
        return export(1, i -> "", xml.toString());
    }

    /** A call with one row of as many unknown fields as fit. */
    public static byte[] fields(int bytes) {
        StringBuilder json = new StringBuilder("{\"results\": [{\"raceId\": \"R\", \"bib\": 1");
        for (int i = 0; json.length() < bytes - 100; i++) {
            json.append(",\"").append(HashCollisions.groups(i)).append("\":0");
        }
        return json.append("}]}").toString().getBytes(UTF_8);
    }

    /** An export in JSON beside as many unknown fields as fit. */
    public static byte[] envelope(int bytes) {
        StringBuilder json = new StringBuilder("{\"xml\": \"<Canoe123Data/>\"");
        for (int i = 0; json.length() < bytes - 100; i++) {
            json.append(",\"").append(HashCollisions.groups(i)).append("\":0");
        }
        return json.append('}').toString().getBytes(UTF_8);
    }

    /** A call of 5,000 rows, each of another race, each by a bib. */
    public static byte[] rowsOfManyRaces() {
        StringBuilder json = new StringBuilder("{\"results\": [");
        for (int i = 0; i < 5_000; i++) {
            json.append(i == 0 ? "" : ",").append("{\"raceId\":\"").append(i).append("\",\"bib\":1,\"time\":1}");
        }
        return json.append("]}").toString().getBytes(UTF_8);
    }

    private static String name(int i) {
        return HashCollisions.text(i, LENGTH);
    }

    private static byte[] export(int bytes, IntFunction<String> part) {
        return export(bytes, part, "");
    }

    private static byte[] export(int bytes, IntFunction<String> part, String first) {
        StringBuilder xml = new StringBuilder("<Canoe123Data><Events><MainTitle>T</MainTitle></Events>"
                + "<Classes><ClassId>K</ClassId></Classes>"
                + "<Participants><Id>1</Id><ClassId>K</ClassId><EventBib>1</EventBib></Participants>"
                + "<Schedule><RaceId>R</RaceId><ClassId>K</ClassId><DisId>BR1</DisId></Schedule>"
                + first);
        for (int i = 0; xml.length() < bytes - 100; i++) {
            xml.append(part.apply(i));
        }
        return xml.append("</Canoe123Data>").toString().getBytes(UTF_8);
    }
}
