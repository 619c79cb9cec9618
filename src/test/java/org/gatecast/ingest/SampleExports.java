package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Export;
import org.gatecast.model.RefusedException;
import org.gatecast.testing.Recording;

/** Small exports, the real one, and helpers for refusals. */
public final class SampleExports {
    static final String NAMESPACE = "http://siwidata.com/Canoe123/Data.xsd";
    static final String EVENT = "<Events><MainTitle>Spring slaloms</MainTitle></Events>";
    static final String K1M = "<Classes><ClassId>K1M</ClassId><Class>K1 men</Class></Classes>";
    static final String ANNA = "<Participants><Id>1.K1M</Id><ClassId>K1M</ClassId></Participants>";
    static final String BERT = "<Participants><Id>2.K1M</Id><ClassId>K1M</ClassId></Participants>";
    static final String RUN = "<Schedule><RaceId>R1</RaceId><ClassId>K1M</ClassId><DisId>BR1</DisId></Schedule>";

    private SampleExports() {}

    /** An export that has all it needs, and {@code parts} besides. */
    static String exportWith(String... parts) {
        return exportOf(EVENT, K1M, ANNA, BERT, RUN, String.join("", parts));
    }

    /** An export of {@code parts} and nothing else. */
    static String exportOf(String... parts) {
        return "<Canoe123Data xmlns=\"" + NAMESPACE + "\">" + String.join("", parts) + "</Canoe123Data>";
    }

    /** A result of the first participant in the only race. */
    static String resultOfAnna(String fields) {
        return "<Results><RaceId>R1</RaceId><Id>1.K1M</Id>" + fields + "</Results>";
    }

    static String resultOfBert(String fields) {
        return "<Results><RaceId>R1</RaceId><Id>2.K1M</Id>" + fields + "</Results>";
    }

    /** Limits of their own, and otherwise the usual ones. */
    static XmlLimits limits(int maxDepth, int maxElements, int maxTextChars) {
        return new XmlLimits(maxDepth, maxElements, maxTextChars, 100, 1_000, 1_000, XmlLimits.DEFAULT.maxTime());
    }

    static Export parse(String xml) {
        return new ExportParser(XmlLimits.DEFAULT).parse(xml.getBytes(UTF_8));
    }

    /** The message with which an export is refused. */
    static String refusalOf(String xml) {
        return refusal(() -> parse(xml));
    }

    /** The message with which {@code call} is refused as an invalid request. */
    public static String refusal(ThrowingCallable call) {
        return refusal(ErrorCode.InvalidRequest, call);
    }

    public static String refusal(ErrorCode code, ThrowingCallable call) {
        RefusedException refused = Assertions.catchThrowableOfType(RefusedException.class, call);
        Assertions.assertThat(refused).as("a refusal").isNotNull();
        Assertions.assertThat(refused.refusal().code()).isEqualTo(code);
        return refused.refusal().message();
    }

    public static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    /** A document as the text of the field {@code xml} in a JSON body. */
    static XmlDocument inJson(String xml) {
        byte[] body = new JsonObject().put("xml", xml).encode().getBytes(UTF_8);
        return XmlEnvelope.ofJson(body).document();
    }

    /** A real race's export, as Canoe123 wrote it. */
    static byte[] realExport() {
        return Recording.xml().getBytes(UTF_8);
    }

    /** One of the real export's kind that all but fills {@code bytes}: its races and results again under other ids. */
    static byte[] realExportOf(int bytes) {
        String real = Recording.xml();
        StringBuilder more = new StringBuilder();
        String races = elements(real, "Schedule") + elements(real, "Results");
        int length = races.getBytes(UTF_8).length + (16 << 10);
        for (int copy = 1; realExport().length + copy * length <= bytes; copy++) {
            more.append(races.replace("</RaceId>", "-" + copy + "</RaceId>"));
        }
        return real.replace("</Canoe123Data>", more + "</Canoe123Data>").getBytes(UTF_8);
    }

    /** From the first of a name to the last. */
    private static String elements(String export, String name) {
        String end = "</" + name + ">\n";
        return export.substring(export.indexOf("  <" + name + ">"), export.lastIndexOf(end) + end.length());
    }
}
