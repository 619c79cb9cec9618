package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gatecast.http.admin.AdminBodyReader;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RefusedException;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.gatecast.model.ResultUpdate;
import org.gatecast.testing.Recording;

/**
 * Feeds spoilt versions of the recording to every parser and sees that each either gives a sound value or refuses with
 * a message for people: nothing else comes out, and nothing takes long or much memory. Spoilt versions of the real
 * export go further: what is not refused is merged into an event, drawn and written as the public gets it
 * ({@link ImportCheck}).
 *
 * <pre>
 *   MAVEN_OPTS=-Xmx256m mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *       -Dexec.mainClass=org.gatecast.ingest.FuzzIngest -Dexec.args="100000 1"
 * </pre>
 *
 * <p>Arguments: how many inputs of each sort (100 000), and the seed (1). The sorts are the real export, small XML and
 * JSON. The real export is 2.9 MB, so of its versions one in {@value #WHOLE_EVERY} is of the whole; the others are of an
 * excerpt that has every kind of element and {@value #RIDERS} riders of each class with all their results. The same seed
 * gives the same inputs; a failure shows its input, or the file that it is in.
 */
public final class FuzzIngest {
    /** Of memory, in all, whether it is needed at the same time or not. */
    private static final long MOST_BYTES_PER_INPUT = 32L << 20;

    private static final long MOST_BYTES_PER_IMPORT = 512L << 20;
    private static final long MOST_NANOS_PER_INPUT = 2_000_000_000L;
    private static final int LONGEST_MESSAGE = 700;
    private static final AdminBodyReader ADMIN_BODIES = new AdminBodyReader(1_000);
    /** So that most of what is spoilt is not the inside of a picture. */
    private static final int LONGEST_LINE = 1_000;

    private static final int WHOLE_EVERY = 40;
    private static final int RIDERS = 2;
    private static final int LONGEST_SHOWN = 20_000;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ExportParser exports = new ExportParser(XmlLimits.DEFAULT);
    private final Random random;
    private final InputMutator inputMutator;
    private final List<byte[]> goodExports;
    private final Map<String, List<byte[]>> goodBodies;
    private final ExportMutator mutator;
    private final ExportPieces whole = ExportPieces.of(Recording.xml());
    private final ExportPieces excerpt = whole.excerpt(RIDERS);
    private final Map<MergeStrategy, ImportCheck> checks = new EnumMap<>(MergeStrategy.class);
    private final Map<String, Tally> tallies = new TreeMap<>();

    FuzzIngest(long seed) {
        random = new Random(seed);
        inputMutator = new InputMutator(random);
        goodExports = goodExports();
        goodBodies = goodBodies(goodExports.get(0));
        mutator = new ExportMutator(random);
        List<List<ResultUpdate>> tables = goodBodies.get("results").stream()
                .map(body -> ResultsBody.parse(body).rows())
                .toList();
        for (MergeStrategy strategy : MergeStrategy.values()) {
            checks.put(strategy, new ImportCheck(strategy, tables, random));
        }
    }

    public static void main(String[] args) {
        int inputs = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        long start = System.nanoTime();
        FuzzIngest fuzz = new FuzzIngest(seed);
        fuzz.runExports(inputs, WHOLE_EVERY);
        System.out.printf("%.1f s for the real export's versions%n", (System.nanoTime() - start) / 1e9);
        fuzz.run(inputs);
        fuzz.tallies.forEach((kind, tally) -> System.out.println(kind + ": " + tally));
        System.out.printf("%.1f s, %s%n", (System.nanoTime() - start) / 1e9, memory());
    }

    /** Tries so many spoilt versions of the real export, one in {@code wholeEvery} of all of it. */
    void runExports(int inputs, int wholeEvery) {
        MergeStrategy[] strategies = MergeStrategy.values();
        for (int i = 0; i < inputs; i++) {
            boolean ofWhole = i % wholeEvery == wholeEvery - 1;
            byte[] xml = mutator.spoil(ofWhole ? whole : excerpt);
            ImportCheck check = checks.get(strategies[random.nextInt(strategies.length)]);
            attempt(ofWhole ? "real export, whole" : "real export, excerpt", xml, MOST_BYTES_PER_IMPORT, () -> {
                Export export = exports.parse(xml);
                check(export);
                check.take(export);
            });
        }
    }

    /** What the heap held at most, garbage included, and after the collections of its oldest part. */
    private static String memory() {
        long peak = 0;
        long live = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
                live += pool.getCollectionUsage().getUsed();
            }
        }
        return "heap of %d MB: at most %d MB in use, garbage included, %d MB after the last collection"
                .formatted(Runtime.getRuntime().maxMemory() >> 20, peak >> 20, live >> 20);
    }

    /** Tries as many spoilt exports and as many spoilt JSON bodies. */
    void run(int inputsOfEach) {
        List<String> kinds = List.copyOf(goodBodies.keySet());
        for (int i = 0; i < inputsOfEach; i++) {
            byte[] xml = inputMutator.spoilXml(oneOf(goodExports));
            attempt("xml", xml, MOST_BYTES_PER_INPUT, () -> check(exports.parse(xml)));
            String kind = kinds.get(i % kinds.size());
            byte[] json = inputMutator.spoilJson(oneOf(goodBodies.get(kind)));
            attempt(kind, json, MOST_BYTES_PER_INPUT, () -> parse(kind, json));
        }
    }

    int accepted() {
        return tallies.values().stream().mapToInt(tally -> tally.accepted).sum();
    }

    int refused() {
        return tallies.values().stream().mapToInt(tally -> tally.refused).sum();
    }

    private void parse(String kind, byte[] json) {
        switch (kind) {
            case "results" -> ResultsBody.parse(json);
            case "oncourse" -> OnCourseBody.parse(json);
            case "envelope" -> check(exports.parse(XmlEnvelope.ofJson(json).document()));
            case "status" -> ADMIN_BODIES.status(json);
            case "config" -> ADMIN_BODIES.config(json);
            case "event" -> ADMIN_BODIES.newEvent(json);
            default -> throw new IllegalArgumentException(kind);
        }
    }

    private void attempt(String kind, byte[] input, long mostBytes, Runnable parsing) {
        Tally tally = tallies.computeIfAbsent(kind, k -> new Tally());
        long bytes = thread.getCurrentThreadAllocatedBytes();
        long nanos = thread.getCurrentThreadCpuTime();
        try {
            parsing.run();
            tally.accepted++;
        } catch (RefusedException e) {
            tally.refused++;
            check(e, input);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(kind + " let " + e + " through for " + shown(input), e);
        }
        bytes = thread.getCurrentThreadAllocatedBytes() - bytes;
        nanos = thread.getCurrentThreadCpuTime() - nanos;
        tally.mostBytes = Math.max(tally.mostBytes, bytes);
        tally.mostNanos = Math.max(tally.mostNanos, nanos);
        if (bytes > mostBytes || nanos > MOST_NANOS_PER_INPUT) {
            throw new AssertionError(kind + " took " + bytes + " bytes and " + nanos + " ns for " + shown(input));
        }
    }

    /** A refusal is one that its caller understands. */
    public static void check(RefusedException refused, byte[] input) {
        ErrorCode code = refused.refusal().code();
        String message = refused.refusal().message();
        boolean expected = code == ErrorCode.InvalidRequest || code == ErrorCode.PayloadTooLarge;
        boolean legible = !message.isBlank()
                && message.length() <= LONGEST_MESSAGE
                && message.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)
                && !isOfAProgram(message, input);
        if (!expected || !legible) {
            throw new AssertionError(code + " with \"" + message + "\" for " + shown(input));
        }
    }

    /** Whether it names what is inside the service, and does not only quote. */
    private static boolean isOfAProgram(String message, byte[] input) {
        return Stream.of("Exception", "StreamRead")
                .anyMatch(word -> message.contains(word) && !new String(input, ISO_8859_1).contains(word));
    }

    /** What a parsed export promises, whatever it was made of. */
    static void check(Export export) {
        boolean whole = export.details() != null
                && !export.classes().isEmpty()
                && !export.participants().isEmpty()
                && !export.races().isEmpty();
        boolean sane = export.results().stream().map(Result::exportReport).allMatch(FuzzIngest::isSane);
        boolean brief = export.warnings().size() <= ExportWarning.values().length
                && export.warnings().stream().allMatch(line -> line.length() < LONGEST_MESSAGE);
        if (!whole || !sane || !brief) {
            throw new IllegalStateException("unsound export " + export);
        }
    }

    private static boolean isSane(ResultReport report) {
        if (report == null) {
            return true;
        }
        boolean total = report.total() == null || report.total() >= 0;
        boolean rank = report.rank() == null || report.rank() >= 1;
        return total && rank && isSane(report.time()) && isSane(report.pen());
    }

    private static boolean isSane(Integer hundredths) {
        return hundredths == null || (hundredths >= 0 && hundredths <= AmountLimits.MAX_HUNDREDTHS);
    }

    private byte[] oneOf(List<byte[]> inputs) {
        return inputs.get(random.nextInt(inputs.size()));
    }

    private static String shown(byte[] input) {
        if (input.length <= LONGEST_SHOWN) {
            return Base64.getEncoder().encodeToString(input);
        }
        try {
            return Files.write(Files.createTempFile("fuzz", ".xml"), input).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The real export cut to a few people and rows and without its pictures, and one with crews, teams, heats and oddities. */
    private static List<byte[]> goodExports() {
        StringBuilder small = new StringBuilder();
        Map<String, Integer> seen = new HashMap<>();
        boolean kept = true;
        for (String line : Recording.xml().split("\n", -1)) {
            if (line.matches("  <\\w+>")) {
                kept = line.equals("  <Classes>") || seen.merge(line, 1, Integer::sum) <= 12;
            }
            if (line.startsWith("</") || (kept && line.length() < LONGEST_LINE)) {
                small.append(line).append('\n');
            }
        }
        String varied = SampleExports.exportWith(
                "<Participants><Id>T</Id><ClassId>K1M</ClassId><IsTeam>true</IsTeam><Member1>1.K1M</Member1>"
                        + "<FamilyName2>B</FamilyName2></Participants>",
                "<Schedule><RaceId>X</RaceId><ClassId>K1M</ClassId><DisId>XF</DisId></Schedule>",
                "<Results><RaceId>X</RaceId><Id>T</Id><HeatNr>1</HeatNr><Time>81840</Time><RnkOrder>1</RnkOrder>"
                        + "<Gates>  0  2    50</Gates></Results>",
                SampleExports.resultOfAnna("<Time>9000</Time><Pen>2</Pen><Total>11000</Total><Rnk>1</Rnk>"),
                "<CourseData><CourseNr>1</CourseNr><CourseConfig>NNSR</CourseConfig></CourseData>");
        return List.of(small.toString().getBytes(UTF_8), varied.getBytes(UTF_8));
    }

    private static Map<String, List<byte[]>> goodBodies(byte[] export) {
        List<byte[]> results = new ArrayList<>();
        List<byte[]> onCourse = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        try {
            for (Recording.Call call : Recording.calls()) {
                (call.isResults() ? results : onCourse).add(mapper.writeValueAsBytes(call.body()));
            }
            results.add(SampleExports.json(
                    "{'results': [{'raceId': 'R', 'bib': '7', 'gates': [{'gate': 1, 'pen': 200}]}]}"));
            byte[] envelope = mapper.writeValueAsBytes(
                    Map.of("xml", new String(export, UTF_8), "exportedAt", "2026-11-20T09:15:00+01:00"));
            String gif = Base64.getEncoder().encodeToString("GIF89a....".getBytes(ISO_8859_1));
            return new TreeMap<>(Map.of(
                    "results",
                    results,
                    "oncourse",
                    onCourse,
                    "envelope",
                    List.of(envelope),
                    "status",
                    List.of(SampleExports.json("{'status': 'running'}")),
                    "config",
                    List.of(SampleExports.json("{'activeRaceId': 'R', 'displayMode': 'simple', 'showOnCourse': true}")),
                    "event",
                    List.of(SampleExports.json(
                            "{'eventId': 'E', 'mainTitle': 'T', 'startDate': '2026-11-20', 'endDate':"
                                    + " '2026-11-21T10:00:00+01:00', 'imageData': 'data:image/gif;base64," + gif
                                    + "'}"))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Tally {
        private int accepted;
        private int refused;
        private long mostBytes;
        private long mostNanos;

        @Override
        public String toString() {
            return "%,d accepted, %,d refused, at most %,d KB and %.1f ms of CPU for one"
                    .formatted(accepted, refused, mostBytes >> 10, mostNanos / 1e6);
        }
    }
}
