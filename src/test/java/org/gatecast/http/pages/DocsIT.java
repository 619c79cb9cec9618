package org.gatecast.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The specifications and the page that shows them. */
class DocsIT {
    @RegisterExtension
    static final TestServer server = TestServer.with();

    @Test
    void theServedDocumentsAreTheSpecifications() throws IOException {
        for (String name :
                List.of("openapi.yaml", "asyncapi.yaml", "quickstart.md", "close-codes.md", "result-list.xsd")) {
            ApiResponse document = server.api().get("/api/docs/" + name);
            assertThat(document.text()).isEqualTo(Files.readString(Path.of("specs", name)));
            String ending = name.substring(name.lastIndexOf('.') + 1);
            assertThat(document.header("Content-Type"))
                    .isEqualTo(Map.of(
                                    "yaml", "application/yaml",
                                    "md", "text/plain; charset=utf-8",
                                    "xsd", "application/xml")
                            .get(ending));
            assertKnown("/api/docs/" + name, document);
        }
    }

    @Test
    void thePageLoadsOnlyImmutableFilesOfThisServer() {
        ApiResponse page = server.api().get("/api/docs");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy"))
                .doesNotContain("http", "*")
                .contains("script-src 'self';");
        assertThat(page.text()).doesNotContain("{", "http");
        assertKnown("/api/docs", page);
        List<String> files = Pattern.compile("(?:src|href)=\"(/api/docs/[^/\"]+/[^\"]+)\"")
                .matcher(page.text())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(files).hasSize(4);
        for (String file : files) {
            ApiResponse asset = server.api().get(file, "Accept-Encoding", "gzip");
            assertThat(asset.status()).isEqualTo(200);
            assertThat(asset.header("Cache-Control")).contains("immutable");
            assertKnown(file, asset);
        }
    }

    /** The page is shown at {@code /api/docs}, with the documents' own links. */
    @Test
    void theLinksOfTheApiDocumentLeadToDocumentsOfThisService() throws IOException {
        assertThat(server.api().get("/api/docs").text()).contains("<base href=\"/api/docs/\">");
        List<String> links = Pattern.compile("\\]\\(([^)#]+)\\)")
                .matcher(Files.readString(Path.of("specs", "openapi.yaml")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(links).hasSizeGreaterThan(2);
        assertThat(links).allSatisfy(link -> assertThat(
                        server.api().get("/api/docs/" + link).status())
                .isEqualTo(200));
    }

    @Test
    void callsAreTriedAtTheServiceThatShowsThem() {
        assertThat(server.api().get("/api/docs/openapi.yaml").text()).contains("servers:\n  - url: /\n");
    }

    @Test
    void removedFilesAreNotFound() {
        RefusalCheck.assertRefusal(server.api().get("/api/docs/old/docs.js"), 404, "NotFound", "no such file");
    }

    private static void assertKnown(String target, ApiResponse response) {
        assertThat(server.api().get(target, "If-None-Match", response.etag()).status())
                .isEqualTo(304);
    }
}
