package org.gatecast.lists;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.XmlLimits;
import org.gatecast.merge.MergeHarness;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceType;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/** The lists of the real export in each format, read back by other libraries; and lists of hostile names. */
class ListFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSTILE = "=1+1 <script>alert(1)</script> \"a\", 'b' & {{name}} \u2028; Žižka";

    @Test
    void csvHasTheCellsOfRestForEveryRaceOfTheRealExport() throws IOException {
        int tables = 0;
        for (RaceList list : RealLists.all()) {
            if (list.kind().run() == 0) {
                CsvFile.read(ListWriter.write(list, ListFormat.CSV, "en")).assertEqualTo(rest(list));
                tables++;
            }
        }
        assertThat(tables).isEqualTo(88);
    }

    /** The real export has no such race, so a first run is made one. */
    @Test
    void csvOfARaceOfOneRunHasTheGatesOfRest() throws IOException {
        String export = Recording.xml(LocalDate.EPOCH).replace("BR1", "SR");
        EventSnapshot snapshot = new MergeHarness(MergeStrategy.TCP)
                .imports(new ExportParser(XmlLimits.DEFAULT).parse(export.getBytes(UTF_8)), 0)
                .snapshot();
        RaceTable table = snapshot.tables().get(new RaceId("K1M_ST_SR_6"));
        RaceList list = RaceList.of(RaceList.Source.of(snapshot, table), ListKind.RESULTS, null);

        assertThat(list.race().raceType()).isEqualTo(RaceType.SINGLE_RUN);
        assertThat(list.gateCount()).isEqualTo(24);
        CsvFile.read(ListWriter.write(list, ListFormat.CSV, "en"))
                .assertEqualTo(CsvFile.withGates(rest(false, table, null, false), rest(false, table, null, true)));
    }

    @Test
    void csvOfOneCategoryHasTheCellsOfRest() throws IOException {
        RaceTable table = RealLists.largest();
        RaceList juniors = RealLists.list(table, ListKind.RESULTS, "DM");

        assertThat(juniors.rows()).hasSizeGreaterThan(20);
        CsvFile.read(ListWriter.write(juniors, ListFormat.CSV, "en")).assertEqualTo(rest(juniors));
    }

    @Test
    void aRunByItselfHasTheRanksOfTheTimingProgram() {
        int compared = 0;
        for (RaceList list : RealLists.all()) {
            if (list.kind() == ListKind.RUN_1 && list.race().raceType() == RaceType.BEST_RUN_2) {
                Map<String, Integer> own = new TreeMap<>();
                list.rows().forEach(row -> own.put(row.bib() + " " + row.name(), row.rnk()));
                for (ResultRow row :
                        RealLists.SNAPSHOT.tables().get(list.race().raceId()).rows()) {
                    if (row.bestRun().prevRnk() != null) {
                        assertThat(own.get(row.bib() + " " + row.name()))
                                .isEqualTo(row.bestRun().prevRnk());
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    @Test
    void aRunByItselfIsInRankOrderWithTiesSharingARank() {
        for (RaceList list : RealLists.all()) {
            if (list.kind().run() > 0) {
                List<ResultRow> ranked =
                        list.rows().stream().filter(row -> row.rnk() != null).toList();
                assertThat(list.rows().subList(0, ranked.size())).isEqualTo(ranked);
                for (ResultRow row : ranked) {
                    long faster = ranked.stream()
                            .filter(other -> other.total() < row.total())
                            .count();
                    assertThat(row.rnk()).isEqualTo((int) faster + 1);
                }
            }
        }
    }

    @Test
    void everyXmlIsValid() throws SAXException, IOException {
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Path.of("specs/result-list.xsd").toFile());
        List<RaceList> lists = new ArrayList<>(RealLists.all());
        lists.add(RealLists.list(RealLists.largest(), ListKind.RESULTS, "DM"));
        lists.addAll(hostile());
        for (RaceList list : lists) {
            byte[] xml = ListWriter.write(list, ListFormat.XML, "en");
            schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(xml)));
        }
    }

    @Test
    void xlsxHasTimesAsNumbersAndOpensElsewhere() throws IOException {
        RaceList list = RealLists.list(RealLists.largest(), ListKind.RESULTS, null);
        try (XSSFWorkbook workbook =
                new XSSFWorkbook(new ByteArrayInputStream(ListWriter.write(list, ListFormat.XLSX, "cs")))) {
            Sheet sheet = workbook.getSheetAt(0);
            Row heading = sheet.getRow(0);
            assertThat(sheet.getSheetName()).isEqualTo("Výsledky");
            assertThat(sheet.getLastRowNum()).isEqualTo(list.rows().size());
            int result = column(heading, "Výsledek");
            int name = column(heading, "Jméno");
            for (int i = 0; i < list.rows().size(); i++) {
                ResultRow row = list.rows().get(i);
                Row cells = sheet.getRow(i + 1);
                assertThat(cells.getCell(name).getStringCellValue()).isEqualTo(row.name());
                if (row.rnk() != null) {
                    assertThat(cells.getCell(0).getNumericCellValue())
                            .isEqualTo(row.rnk().doubleValue());
                    assertThat(cells.getCell(result).getNumericCellValue())
                            .isEqualTo(row.bestRun().totalTotal() / 100.0);
                }
            }
            assertThat(workbook.getSheetAt(1).getRow(0).getCell(0).getStringCellValue())
                    .isEqualTo("Organiser's title");
        }
    }

    @Test
    void pdfHasEveryRowInOrderOnFewPagesWithHeadAndNumberOnEach() throws IOException {
        RaceList list = RealLists.list(RealLists.largest(), ListKind.RESULTS, null);
        try (PDDocument pdf = Loader.loadPDF(ListWriter.write(list, ListFormat.PDF, "cs"))) {
            assertThat(list.rows()).hasSizeGreaterThanOrEqualTo(104);
            assertThat(pdf.getNumberOfPages()).isLessThanOrEqualTo(4);
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                assertThat(text(pdf, page, page))
                        .contains("Jméno", "Oddíl", "1. jízda", "Ztráta")
                        .contains("Strana " + page + " z " + pdf.getNumberOfPages());
            }
            String text = text(pdf, 1, pdf.getNumberOfPages()).replaceAll("\\s+", " ");
            assertThat(text)
                    .contains("Organiser's title", "K1m - střední trať", "lepší ze dvou jízd")
                    .contains("Branky: 24", "Protivodné branky: 3, 6, 8")
                    .contains("Vrchní rozhodčí: ŠÍPEKHURST Dee (CZE)");
            int last = 0;
            for (ResultRow row : list.rows()) {
                int found = text.indexOf(row.name(), last);
                assertThat(found).as(row.name()).isGreaterThan(0);
                last = found;
            }
            assertThat(pdf.getDocumentInformation().getTitle()).startsWith("K1m - střední trať");
        }
    }

    @Test
    void theListOfARunHasThePenaltiesAtEveryGate() throws IOException {
        int compared = 0;
        for (RaceList list : RealLists.all()) {
            if (list.kind().run() == 0) {
                continue;
            }
            PrintedTable table = PrintedTable.of(list, ListTexts.of("en"));
            List<Integer> gates = IntStream.range(0, table.columns().size())
                    .filter(i -> table.columns().get(i).kind() == PrintedTable.Kind.GATE)
                    .boxed()
                    .toList();
            if (gates.isEmpty()) {
                // The runs of a class were taken out of the export by hand.
                assertThat(list.rows()).noneMatch(row -> row.detail().gates() != null);
                continue;
            }
            assertThat(gates)
                    .as(list.race().raceId().value())
                    .hasSize(list.gates().size());
            for (int i = 0; i < list.rows().size(); i++) {
                ResultRow row = list.rows().get(i);
                List<PrintedTable.Cell> cells = table.rows().get(i);
                if (row.pen() != null
                        && row.total() != null
                        && !cells.get(gates.get(0)).isEmpty()) {
                    int sum = gates.stream()
                            .map(cells::get)
                            .mapToInt(cell -> cell.isEmpty() ? 0 : cell.number().intValue())
                            .sum();
                    assertThat(sum * 100).as("bib %s", row.bib()).isEqualTo(row.pen());
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(1_000);
        RaceList longest = RealLists.list(RealLists.largest(), ListKind.RUN_1, null);
        CsvFile csv = CsvFile.read(ListWriter.write(longest, ListFormat.CSV, "en"));
        StringBuilder inXml = new StringBuilder();
        for (int i = 0; i < longest.rows().size(); i++) {
            for (int gate = 1; gate <= longest.gates().size(); gate++) {
                Integer penalty = longest.rows().get(i).detail().penaltyAt(gate);
                assertThat(csv.cell(i, "gate" + gate)).isEqualTo(penalty == null ? "" : penalty.toString());
                if (penalty != null) {
                    inXml.append("<gate number=\"%d\" penalty=\"%d\"/>".formatted(gate, penalty));
                }
            }
        }
        String xml = new String(ListWriter.write(longest, ListFormat.XML, "en"), UTF_8);
        assertThat(xml.replaceAll("(?s).*?(<gate number=\"\\d+\" penalty=\"\\d+\"/>)|.+", "$1"))
                .isEqualTo(inXml.toString());
        try (PDDocument pdf = Loader.loadPDF(ListWriter.write(longest, ListFormat.PDF, "cs"))) {
            assertThat(pdf.getNumberOfPages()).isLessThanOrEqualTo(4);
            assertThat(pdf.getPage(0).getMediaBox().getWidth())
                    .isGreaterThan(pdf.getPage(0).getMediaBox().getHeight());
            assertThat(text(pdf, 1, 1).replaceAll("\\s+", " ")).contains("Branky", "22 23 24");
        }
    }

    @Test
    void thoseWithoutARankInARunAreInTheOrderOfTheTimingProgram() {
        RaceTable table = RealLists.SNAPSHOT.tables().get(new RaceId("K1M_ST_BR1_7"));
        List<ResultRow> unranked = RealLists.list(table, ListKind.RUN_1, null).rows().stream()
                .filter(row -> row.rnk() == null)
                .toList();

        // RnkOrder of the export: 100 to 104.
        assertThat(unranked.stream().map(row -> row.bib() + " " + row.status()))
                .containsExactly("56 DNF", "94 DNF", "93 DSQ", "14 DNS", "101 DNS");
    }

    @Test
    void aStartListIsNeverCalledOfficialResults() throws IOException {
        for (RaceList list : RealLists.all()) {
            if (list.kind() == ListKind.START) {
                assertThat(list.state()).isEqualTo(new ListState(ListState.Kind.STARTLIST, null, null));
            }
        }
        RaceTable official = RealLists.SNAPSHOT.tables().get(new RaceId("K1M_ST_BR1_7"));
        RaceList start = RealLists.list(official, ListKind.START, null);
        assertThat(RealLists.list(official, ListKind.RUN_1, null).state().kind())
                .isEqualTo(ListState.Kind.OFFICIAL);
        try (PDDocument pdf = Loader.loadPDF(ListWriter.write(start, ListFormat.PDF, "en"))) {
            assertThat(text(pdf, 1, pdf.getNumberOfPages()))
                    .contains("Start list")
                    .doesNotContain("Official results");
        }
    }

    @Test
    void everySheetSaysWhatItBelongsToAndHowFinalItIs() throws IOException {
        RaceList list = RealLists.list(RealLists.largest(), ListKind.RESULTS, null);
        try (PDDocument pdf = Loader.loadPDF(ListWriter.write(list, ListFormat.PDF, "cs"))) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(1);
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                assertThat(text(pdf, page, page).replaceAll("\\s+", " "))
                        .contains(
                                "K1m - střední trať · Výsledky · lepší ze dvou jízd · Organiser's title Závod probíhá");
            }
        }
        assertThat(new String(ListWriter.write(list, ListFormat.HTML, "cs"), UTF_8))
                .doesNotContain("class=\"foot\"");
    }

    @Test
    void theWeatherIsInEveryFormatButCsv() throws IOException, SAXException {
        String weather = "slunečno & <18 °C>, voda 12 m³/s, " + "w ".repeat(80) + "end";
        RaceList list = withWeather(lists("ALDER").get(1), weather);

        String html = new String(ListWriter.write(list, ListFormat.HTML, "cs"), UTF_8);
        assertThat(html).contains("Počasí:", "slunečno &amp; &lt;18 °C&gt;, voda 12 m³/s", "w end");
        try (PDDocument pdf = Loader.loadPDF(ListWriter.write(list, ListFormat.PDF, "cs"))) {
            assertThat(text(pdf, 1, 1).replaceAll("\\s+", " "))
                    .contains("Počasí: slunečno & <18 °C>, voda 12 m³/s", "w end");
        }
        try (XSSFWorkbook workbook =
                new XSSFWorkbook(new ByteArrayInputStream(ListWriter.write(list, ListFormat.XLSX, "cs")))) {
            assertThat(StreamSupport.stream(workbook.getSheetAt(1).spliterator(), false)
                            .filter(row -> row.getCell(0).getStringCellValue().equals("Počasí"))
                            .map(row -> row.getCell(1).getStringCellValue()))
                    .containsExactly(weather);
        }
        byte[] xml = ListWriter.write(list, ListFormat.XML, "cs");
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Path.of("specs/result-list.xsd").toFile())
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(xml)));
        assertThat(new String(xml, UTF_8)).contains("<weather>slunečno &amp; &lt;18 °C");
        RaceList without = lists("ALDER").get(1);
        assertThat(new String(ListWriter.write(without, ListFormat.HTML, "cs"), UTF_8))
                .doesNotContain("Počasí");
        assertThat(ListWriter.write(list, ListFormat.CSV, "cs"))
                .isEqualTo(ListWriter.write(without, ListFormat.CSV, "cs"));
    }

    private static RaceList withWeather(RaceList list, String weather) {
        return new RaceList(
                list.eventId(),
                list.event(),
                list.race().withWeather(weather),
                list.raceClass(),
                list.kind(),
                list.catId(),
                list.category(),
                list.state(),
                list.gates(),
                list.officials(),
                list.rows(),
                list.starts());
    }

    @Test
    void theSameListIsTheSameFile() {
        RaceList list = RealLists.list(RealLists.largest(), ListKind.START, null);
        assertThat(ListWriter.write(list, ListFormat.PDF, "en"))
                .isEqualTo(ListWriter.write(list, ListFormat.PDF, "en"));
        assertThat(ListWriter.write(list, ListFormat.CSV, "en"))
                .isEqualTo(ListWriter.write(list, ListFormat.CSV, "cs"));
    }

    @Test
    void hostileNamesAreTextInEveryFormat() throws IOException {
        RaceList list = hostile().get(1);
        String html = new String(ListWriter.write(list, ListFormat.HTML, "en"), UTF_8);
        assertThat(html).doesNotContain("<script>").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        try (PDDocument pdf = Loader.loadPDF(ListWriter.write(list, ListFormat.PDF, "en"))) {
            assertThat(text(pdf, 1, 1).replaceAll("\\s+", " ")).contains("=1+1 <script>alert(1)</script>");
        }
        CsvFile csv = CsvFile.read(ListWriter.write(list, ListFormat.CSV, "en"));
        assertThat(csv.cell(0, "name")).isEqualTo("'" + HOSTILE + " Ann");
        try (XSSFWorkbook workbook =
                new XSSFWorkbook(new ByteArrayInputStream(ListWriter.write(list, ListFormat.XLSX, "en")))) {
            Row first = workbook.getSheetAt(0).getRow(1);
            assertThat(first.getCell(column(workbook.getSheetAt(0).getRow(0), "Name"))
                            .getStringCellValue())
                    .isEqualTo(HOSTILE + " Ann");
        }
    }

    @Test
    void aPdfRefersToNothingOutside() throws IOException {
        String image = "<img src=\"file:///etc/passwd\"/><link rel=\"stylesheet\" href=\"http://127.0.0.1:1/a.css\"/>";
        RaceList list = lists(image).get(1);
        byte[] pdf = ListWriter.write(list, ListFormat.PDF, "en");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(text(document, 1, 1).replaceAll("\\s+", "")).contains("file:///etc/passwd");
        }
    }

    @Test
    void aTextThatNoPaperHoldsIsCut() throws IOException {
        RaceList list = lists("W".repeat(190)).get(1);
        try (PDDocument pdf = Loader.loadPDF(ListWriter.write(list, ListFormat.PDF, "en"))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            assertThat(text(pdf, 1, 1)).contains("W…").doesNotContain("Ann");
        }
    }

    @Test
    void aListThatIsTooLongIsNotWrittenAsPdf() {
        EventSnapshot big = RealLists.snapshot(ExportXml.big(LocalDate.EPOCH, ListWriter.MAX_PDF_ROWS + 1)
                .toString()
                .getBytes(UTF_8));
        RaceList list = RaceList.of(
                RaceList.Source.of(big, big.tables().values().iterator().next()), ListKind.RESULTS, null);
        assertThat(ListWriter.fits(list, ListFormat.PDF)).isFalse();
        assertThat(ListWriter.fits(list, ListFormat.XLSX)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cs", "de", "fr", "pl", "sk"})
    void everyLanguageHasTheWordsOfEnglish(String language) {
        Set<String> english = new TreeSet<>(ListTexts.of("en").all().keySet());
        assertThat(ListTexts.of(language).all().keySet()).containsExactlyInAnyOrderElementsOf(english);
        assertThat(ListTexts.of(language).all().values()).noneMatch(String::isBlank);
    }

    private static List<RaceList> hostile() {
        return lists(HOSTILE);
    }

    /** The lists of a single run whose rider has this family name. */
    private static List<RaceList> lists(String familyName) {
        String escaped = familyName.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String export = ExportXml.on(LocalDate.EPOCH)
                .raceClass("K1M", "ZS")
                .rider("K1M", 1, escaped, "Ann", "ZS")
                .race("R", "K1M", "SR")
                .result("R", "K1M", 1, 90_000, 2)
                .toString();
        EventSnapshot snapshot = new MergeHarness(MergeStrategy.TCP)
                .imports(new ExportParser(XmlLimits.DEFAULT).parse(export.getBytes(UTF_8)), 0)
                .snapshot();
        RaceTable table = snapshot.tables().values().iterator().next();
        return List.of(
                RaceList.of(RaceList.Source.of(snapshot, table), ListKind.START, null),
                RaceList.of(RaceList.Source.of(snapshot, table), ListKind.RESULTS, null));
    }

    private static List<JsonNode> rest(RaceList list) throws IOException {
        RaceTable table = RealLists.SNAPSHOT.tables().get(list.race().raceId());
        boolean start = list.kind() == ListKind.START;
        if (start || list.isCombined()) {
            JsonNode rows = rest(start, table, list.catId(), false);
            return StreamSupport.stream(rows.spliterator(), false).toList();
        }
        return CsvFile.withGates(rest(false, table, list.catId(), false), rest(false, table, list.catId(), true));
    }

    private static JsonNode rest(boolean start, RaceTable table, String catId, boolean detailed) throws IOException {
        byte[] json = PublicJson.document(out -> {
                    if (start) {
                        PublicJson.startlist(out, table);
                    } else {
                        PublicJson.results(out, table, catId, null, detailed);
                    }
                })
                .toByteArray();
        return JSON.readTree(json).get(start ? "startlist" : "results");
    }

    private static String text(PDDocument pdf, int first, int last) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(false);
        stripper.setStartPage(first);
        stripper.setEndPage(last);
        return stripper.getText(pdf);
    }

    private static int column(Row heading, String name) {
        for (int i = 0; i < heading.getLastCellNum(); i++) {
            if (heading.getCell(i).getStringCellValue().equals(name)) {
                return i;
            }
        }
        throw new AssertionError("no column " + name);
    }
}
