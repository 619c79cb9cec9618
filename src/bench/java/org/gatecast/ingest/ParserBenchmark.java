package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gatecast.testing.Recording;

/**
 * How long the parsers take on real input, once warm: wall time and CPU of the median call, and what it allocates.
 *
 * <pre>
 *   mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=org.gatecast.ingest.ParserBenchmark
 * </pre>
 */
public final class ParserBenchmark {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ParserBenchmark() {}

    public static void main(String[] args) throws JsonProcessingException {
        ExportParser exports = new ExportParser(XmlLimits.DEFAULT);
        byte[] recorded = SampleExports.realExport();
        byte[] large = GeneratedExport.of(5_000);
        byte[] wrapped = new ObjectMapper().writeValueAsBytes(Map.of("xml", new String(large, UTF_8)));
        byte[] table = fullestBody("/ingest/results");
        byte[] rider = fullestBody("/ingest/oncourse");

        measure("real export", recorded, 200, () -> exports.parse(recorded));
        byte[] ofItsKind = SampleExports.realExportOf(10 << 20);
        measure("of its kind, up to 10 MiB", ofItsKind, 40, () -> exports.parse(ofItsKind));
        byte[] hostile = new String(recorded, UTF_8)
                .replace("</Canoe123Data>", "<Skipped>" + "words ".repeat(1_200_000) + "</Skipped></Canoe123Data>")
                .getBytes(UTF_8);
        measure("real export, 7 MB skipped", hostile, 60, () -> exports.parse(hostile));
        measure("5 000 participants", large, 60, () -> exports.parse(large));
        measure(
                "5 000 participants in JSON",
                wrapped,
                60,
                () -> exports.parse(XmlEnvelope.ofJson(wrapped).document()));
        measure(ResultsBody.parse(table).rows().size() + "-row table", table, 5_000, () -> ResultsBody.parse(table));
        measure("on-course call", rider, 20_000, () -> OnCourseBody.parse(rider));
    }

    private static byte[] fullestBody(String path) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode fullest = Recording.calls().stream()
                .filter(call -> call.path().endsWith(path))
                .map(Recording.Call::body)
                .max(Comparator.comparingInt(body -> body.elements().next().size()))
                .orElseThrow();
        return mapper.writeValueAsBytes(fullest);
    }

    /** Half of the calls warm up, the other half count. */
    private static void measure(String what, byte[] input, int calls, Supplier<Object> parsing) {
        List<Long> wall = new ArrayList<>();
        List<Long> cpu = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        for (int i = 0; i < calls * 2; i++) {
            long allocatedBefore = THREAD.getCurrentThreadAllocatedBytes();
            long cpuBefore = THREAD.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            if (parsing.get() == null) {
                throw new IllegalStateException("nothing parsed");
            }
            if (i >= calls) {
                wall.add(System.nanoTime() - start);
                cpu.add(THREAD.getCurrentThreadCpuTime() - cpuBefore);
                bytes.add(THREAD.getCurrentThreadAllocatedBytes() - allocatedBefore);
            }
        }
        System.out.printf(
                "%-28s %,9d bytes: median %8.3f ms, worst %8.3f ms, CPU %8.3f ms, %,8d KB allocated%n",
                what,
                input.length,
                median(wall) / 1e6,
                Collections.max(wall) / 1e6,
                median(cpu) / 1e6,
                median(bytes) >> 10);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
