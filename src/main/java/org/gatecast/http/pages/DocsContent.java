package org.gatecast.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.gatecast.http.server.EncodedResponse;

/** The API documents and their viewer, from the jar, encoded as they are sent. Each file's path contains its hash. */
final class DocsContent {
    private static final String ROOT = "/api/docs/";

    private final EncodedResponse page;
    private final Map<String, EncodedResponse> documents = new HashMap<>();
    private final Map<String, EncodedResponse> assets = new HashMap<>();

    private static final class Holder {
        static final DocsContent CONTENT = new DocsContent();
    }

    private DocsContent() {
        add("application/yaml", "openapi.yaml", "asyncapi.yaml");
        // As Markdown, browsers would save them instead of showing them.
        add("text/plain; charset=utf-8", "quickstart.md", "close-codes.md");
        add("application/xml", "result-list.xsd");
        String html = new String(resource("index.html"), UTF_8)
                .replace("{viewer.css}", asset("text/css", "swagger-ui.css"))
                .replace("{viewer.js}", asset("text/javascript", "swagger-ui-bundle.js"))
                .replace("{docs.css}", asset("text/css", "docs.css"))
                .replace("{docs.js}", asset("text/javascript", "docs.js"));
        page = EncodedResponse.file("text/html; charset=utf-8", CacheControl.CHECKED, html.getBytes(UTF_8))
                .precompressed();
    }

    /** Reads and compresses the files on the first call, which blocks. */
    static DocsContent shared() {
        return Holder.CONTENT;
    }

    private void add(String mediaType, String... names) {
        for (String name : names) {
            documents.put(
                    name,
                    EncodedResponse.file(mediaType, CacheControl.CHECKED, resource(name))
                            .precompressed());
        }
    }

    EncodedResponse page() {
        return page;
    }

    EncodedResponse document(String name) {
        return documents.get(name);
    }

    /** The file at a path, {@code null} if there is none. */
    EncodedResponse asset(String address) {
        return assets.get(address);
    }

    private String asset(String type, String name) {
        EncodedResponse file = EncodedResponse.file(type + "; charset=utf-8", CacheControl.FOREVER, resource(name))
                .precompressed();
        String address = ROOT + file.tag() + "/" + name;
        assets.put(address, file);
        return address;
    }

    private static byte[] resource(String name) {
        try (InputStream in = DocsContent.class.getResourceAsStream("/docs/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks docs/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's docs/" + name + " is unreadable", e);
        }
    }
}
