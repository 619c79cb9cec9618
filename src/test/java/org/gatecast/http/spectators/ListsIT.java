package org.gatecast.http.spectators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.gatecast.lists.CsvFile;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The addresses of start lists and result lists, with the real export. */
class ListsIT {
    private static final String LISTS = "/api/v1/events/REAL/lists";
    private static final String LARGEST = LISTS + "/" + Recording.RACE;

    @RegisterExtension
    static final TestServer server = TestServer.with();

    private static ApiClient api;

    @BeforeAll
    static void theRealExportIsImported() {
        api = server.api();
        api.createEvent("REAL").imported(Recording.xml(server.clock().today())).through("startlist", "running");
    }

    @Test
    void csvEqualsRestCellByCellForEveryRace() throws IOException {
        List<String> races = api.raceIds("REAL");
        assertThat(races).hasSize(44);
        for (String race : races) {
            JsonNode detailed = api.results("REAL", race + "?detailed=true").body();
            JsonNode plain = api.results("REAL", race).body().get("results");
            boolean combined = detailed.at("/race/raceType").asText().startsWith("best-run");
            CsvFile.read(bytes(LISTS + "/" + race + "/results.csv"))
                    .assertEqualTo(combined ? rows(plain) : CsvFile.withGates(plain, detailed.get("results")));
            CsvFile.read(bytes(LISTS + "/" + race + "/start.csv"))
                    .assertEqualTo(rows(api.startlist("REAL", race).body().get("startlist")));
        }
        JsonNode juniors = api.get("/api/v1/events/REAL/results/" + Recording.RACE + "?catId=DM")
                .body()
                .get("results");
        assertThat(juniors).isNotEmpty();
        CsvFile.read(bytes(LARGEST + "/results.csv?catId=DM")).assertEqualTo(rows(juniors));
    }

    @Test
    void oneOfTwoRunsHasTheRunsOfRest() throws IOException {
        Map<String, JsonNode> first = new HashMap<>();
        JsonNode table =
                api.results("REAL", Recording.RACE + "?detailed=true").body().get("results");
        table.forEach(row -> first.put(row.get("bib").asText(), row));
        CsvFile csv = CsvFile.read(bytes(LARGEST + "/run-1.csv"));
        assertThat(csv.rows()).hasSize(table.size());
        for (Map<String, String> row : csv.rows()) {
            JsonNode rest = first.get(row.get("bib"));
            if (rest.get("prevTotal").isNumber()) {
                assertThat(row.get("total")).isEqualTo(rest.get("prevTotal").asText());
                assertThat(row.get("rnk")).isEqualTo(rest.get("prevRnk").asText(""));
                assertThat(row.get("gate7"))
                        .isEqualTo(rest.at("/prevGates/6/penalty").asText(""));
            }
        }
        assertThat(csv.rows()).anyMatch(row -> !row.get("rnk").isEmpty());
    }

    @Test
    void pdfHasAllNamesInOrderAndItsPageNumbers() throws IOException {
        ApiResponse response = api.get(LARGEST + "/results.pdf?lang=cs");
        assertThat(response.header("Content-Type")).isEqualTo("application/pdf");
        JsonNode rest = api.results("REAL", Recording.RACE).body().get("results");
        assertThat(rest.size()).isGreaterThanOrEqualTo(104);
        try (PDDocument pdf = Loader.loadPDF(response.bytes().getBytes())) {
            assertThat(pdf.getNumberOfPages()).isLessThanOrEqualTo(4);
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
            int last = 0;
            for (JsonNode row : rest) {
                int found = text.indexOf(row.get("name").asText(), last);
                assertThat(found).as(row.get("name").asText()).isGreaterThan(0);
                last = found;
            }
            assertThat(text).contains("Strana 1 z " + pdf.getNumberOfPages(), "Závod probíhá");
        }
    }

    @Test
    void everyFormatIsServedAgainOnlyIfItChanged() throws Exception {
        for (String file : List.of("results.html", "start.pdf", "results.xlsx", "run-2.xml", "run-1.csv")) {
            ApiResponse response = api.get(LARGEST + "/" + file);
            assertThat(response.status()).as("%s", response).isEqualTo(200);
            assertThat(api.get(LARGEST + "/" + file, "If-None-Match", response.etag())
                            .status())
                    .isEqualTo(304);
        }
        assertThat(api.get(LARGEST + "/results.html?lang=de").text())
                .contains("<html lang=\"de\">", "der bessere von zwei Läufen");
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes(LARGEST + "/results.xlsx")))) {
            assertThat(workbook.getSheetAt(0).getLastRowNum()).isGreaterThanOrEqualTo(104);
        }
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Path.of("specs/result-list.xsd").toFile())
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(bytes(LARGEST + "/results.xml"))));
    }

    @Test
    void anArchiveOfADayHasEveryListOfItsRaces() throws IOException {
        String today = server.clock().today().toString();
        List<String> expected = new ArrayList<>();
        for (JsonNode race : api.event("REAL").body().get("races")) {
            if (race.get("startTime").asText().startsWith(today)) {
                String type = race.get("raceType").asText();
                expected.add(race.get("raceId").asText() + "-start.csv");
                if (type.startsWith("best-run")) {
                    expected.add(race.get("raceId").asText() + "-run-" + type.charAt(type.length() - 1) + ".csv");
                }
                if (!type.equals("best-run-1")) {
                    expected.add(race.get("raceId").asText() + "-results.csv");
                }
            }
        }
        Map<String, byte[]> files = zip(LISTS + ".zip?format=csv&day=" + today);
        assertThat(expected).isNotEmpty();
        assertThat(files.keySet()).containsExactlyInAnyOrderElementsOf(expected);
        Map<String, byte[]> whole = zip(LISTS + ".zip?format=csv");
        assertThat(whole).hasSizeGreaterThan(files.size());
        assertThat(whole.get(expected.get(0))).isEqualTo(files.get(expected.get(0)));
    }

    @Test
    void aSmallArchiveHasEveryFormatAndOfficialResultsSayWhen() throws IOException {
        BoothClient booth = api.createEvent("SMALL")
                .imported(ExportXml.on(server.clock().today())
                        .raceClass("K1M", "ZS")
                        .rider("K1M", 1, "&lt;b&gt;ALDER", "=Ann", "ZS")
                        .race("R 12", "K1M", "SR", 5)
                        .result("R 12", "K1M", 1, 90_000, 2)
                        .toString());
        assertThat(api.get("/api/v1/events/SMALL/lists/R%2012/results.csv").status())
                .as("a draft")
                .isEqualTo(404);
        booth.through("startlist", "running");
        Map<String, byte[]> files = zip("/api/v1/events/SMALL/lists.zip");
        assertThat(files)
                .containsOnlyKeys(
                        "R_12-start.pdf",
                        "R_12-start.csv",
                        "R_12-start.xlsx",
                        "R_12-start.xml",
                        "R_12-results.pdf",
                        "R_12-results.csv",
                        "R_12-results.xlsx",
                        "R_12-results.xml");
        String html = api.get("/api/v1/events/SMALL/lists/R%2012/results.html").text();
        assertThat(html)
                .contains("&lt;b&gt;ALDER &#x3D;Ann", "Official results · ")
                .doesNotContain("<b>");
        assertThat(new String(files.get("R_12-results.xml"), UTF_8)).contains("state=\"official\" since=\"");
    }

    @Test
    void whatThereIsNotIsRefused() {
        for (String missing : List.of(
                LISTS + "/none/results.csv",
                LARGEST + "/results.doc",
                LARGEST + "/run-3.csv",
                LARGEST + "/x.csv",
                "/api/v1/events/none/lists/R/results.csv",
                "/api/v1/events/none/lists.zip",
                LISTS + ".zip?day=1999-01-01")) {
            assertThat(api.get(missing).status()).as(missing).isEqualTo(404);
        }
        assertThat(api.get(LISTS + ".zip?format=doc").status()).isEqualTo(400);
        api.createEvent("BIG")
                .imported(ExportXml.big(server.clock().today(), 1_001).toString())
                .through("startlist");
        ApiResponse tooLong = api.get("/api/v1/events/BIG/lists/K1M_FIN/results.pdf");
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.message()).contains("at most 1000");
        assertThat(api.get("/api/v1/events/BIG/lists/K1M_FIN/results.xlsx").status())
                .isEqualTo(200);
    }

    private static List<JsonNode> rows(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static byte[] bytes(String address) {
        ApiResponse response = api.get(address);
        assertThat(response.status()).as(address).isEqualTo(200);
        return response.bytes().getBytes();
    }

    private static Map<String, byte[]> zip(String address) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes(address)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
