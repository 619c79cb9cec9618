package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.RefusedException;

/**
 * An export inside JSON: either a refusal for people, or the very text that a plain reading finds, and the same when both
 * are written out and read again. No half of a character gets through, and the moment of export is one.
 */
public final class EnvelopeFuzz {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EnvelopeFuzz() {}

    public static void run(byte[] json) {
        ExportUpload upload;
        try {
            upload = XmlEnvelope.ofJson(json);
        } catch (RefusedException e) {
            FuzzIngest.check(e, json);
            if (e.refusal().message().startsWith("invalid JSON")) {
                assertThat(ReferenceJsonReader.strictly(json)).isNotEqualTo(ReferenceJsonReader.Verdict.JSON);
            }
            return;
        }
        assertThat(ReferenceJsonReader.strictly(json)).isNotEqualTo(ReferenceJsonReader.Verdict.NO_JSON);
        String xml;
        try {
            xml = text(upload.document());
        } catch (RefusedException e) {
            FuzzIngest.check(e, json);
            assertThat(ReferenceJsonReader.strictly(json) == ReferenceJsonReader.Verdict.JSON
                            && isWhole(String.valueOf(plain(json))))
                    .as("refused though it is JSON of whole characters")
                    .isFalse();
            return;
        }
        assertThat(isWhole(xml)).isTrue();
        if (ReferenceJsonReader.strictly(json) == ReferenceJsonReader.Verdict.JSON) {
            assertThat(xml).isEqualTo(plain(json));
        }
        ExportUpload again = XmlEnvelope.ofJson(written(upload, xml));
        assertThat(text(again.document())).isEqualTo(xml);
        assertThat(again.exportedAt()).isEqualTo(upload.exportedAt());
    }

    public static List<byte[]> seeds() {
        return List.of(
                SampleExports.json("{'xml': '<Canoe123Data/>'}"),
                SampleExports.json(
                        "{'exportedAt': '2026-11-20T10:15:00.000+01:00', 'xml': '<a>\\n\\u010c\\ud83d\\ude80</a>'}"),
                SampleExports.json("{'xml': '\\ud83d', 'exportedAt': null, 'more': {'xml': []}}"));
    }

    /** Whether the text has no half of a character. */
    private static boolean isWhole(String text) {
        return new String(text.getBytes(UTF_8), UTF_8).equals(text);
    }

    private static Object plain(byte[] json) {
        try {
            return ((ReferenceJsonReader.Members) ReferenceJsonReader.read(ReferenceJsonReader.text(json))).last("xml");
        } catch (ReferenceJsonReader.NotJson e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] written(ExportUpload upload, String xml) {
        Map<String, String> fields = new HashMap<>();
        fields.put("xml", xml);
        fields.put(
                "exportedAt",
                upload.exportedAt() == null ? null : upload.exportedAt().toString());
        try {
            return MAPPER.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(XmlDocument document) {
        StringWriter text = new StringWriter();
        try {
            document.characters().transferTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
