package org.gatecast.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.ResultsBody;
import org.gatecast.ingest.XmlEnvelope;
import org.gatecast.ingest.XmlLimits;
import org.gatecast.merge.ChangeDetection;
import org.gatecast.merge.EventTables;
import org.gatecast.merge.ExportMerge;
import org.gatecast.merge.StateDiff;
import org.gatecast.merge.StreamMerge;
import org.gatecast.merge.StreamSilence;
import org.gatecast.merge.StreamSources;
import org.gatecast.model.EventState;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.store.SampleStates;
import org.gatecast.testing.HostileBodies;

/**
 * How long one thread is held by bodies that were made to hold it: {@link HostileBodies}. Arguments are the cases to run;
 * all without.
 */
public final class HostileBodiesBench {
    private static final int XML = 10 << 20;
    private static final int NAMES = 2_000_000;
    private static final int JSON = 1 << 20;

    private final ExportParser parser = new ExportParser(XmlLimits.DEFAULT);
    private final Map<String, Supplier<String>> cases = new LinkedHashMap<>();

    private HostileBodiesBench() {
        cases.put("element-names", () -> parsed(HostileBodies.elementNames(NAMES)));
        cases.put("attribute-names", () -> parsed(HostileBodies.attributeNames(NAMES)));
        cases.put("prefixes", () -> parsed(HostileBodies.prefixes(NAMES)));
        cases.put("instructions", () -> parsed(HostileBodies.instructions(NAMES)));
        cases.put("results", () -> parsed(HostileBodies.results(NAMES)));
        cases.put("gate-statistics", () -> parsed(HostileBodies.gateStatistics(NAMES)));
        cases.put("empty-statistics", () -> parsed(HostileBodies.emptyStatistics(NAMES)));
        cases.put("races", () -> drawn(HostileBodies.races(NAMES)));
        cases.put("table", () -> drawn(HostileBodies.table()));
        cases.put("call-of-races", () -> applied(HostileBodies.races(600_000), HostileBodies.rowsOfManyRaces()));
        cases.put(
                "fields",
                () -> "" + ResultsBody.parse(HostileBodies.fields(JSON)).rows().size());
        cases.put(
                "envelope",
                () -> "" + XmlEnvelope.ofJson(HostileBodies.envelope(XML)).exportedAt());
    }

    public static void main(String[] names) {
        HostileBodiesBench bench = new HostileBodiesBench();
        bench.cases.forEach((name, body) -> {
            if (names.length == 0 || List.of(names).contains(name)) {
                bench.measure(name, body);
            }
        });
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void measure(String name, Supplier<String> body) {
        long began = cpuNanos();
        String outcome;
        try {
            outcome = "taken, " + body.get();
        } catch (RefusedException e) {
            outcome = e.refusal().code() + ": " + e.refusal().message();
        }
        long nanos = cpuNanos() - began;
        System.out.printf(Locale.ROOT, "%-18s %8.0f ms  %s%n", name, nanos / 1e6, outcome);
    }

    private String parsed(byte[] body) {
        Export export = parser.parse(body);
        return export.results().size() + " rows";
    }

    private EventState imported(EventState before, byte[] body) {
        StreamSilence silence = new StreamSilence(Map.of(), Duration.ZERO);
        return ExportMerge.apply(before, parser.parse(body), Instant.EPOCH, MergeStrategy.TCP, silence);
    }

    private String applied(byte[] export, byte[] call) {
        EventState event = imported(SampleStates.draft("hostile"), export);
        return StreamMerge.apply(
                                event,
                                ResultsBody.parse(call).rows(),
                                Instant.EPOCH,
                                StreamSources.since(Instant.EPOCH),
                                false)
                        .updated()
                + " rows known";
    }

    private String drawn(byte[] body) {
        EventState before = SampleStates.draft("hostile");
        EventState after = imported(before, body);
        EventTables empty = EventTables.of(before);
        EventSnapshot snapshot = empty.next(StateDiff.between(before, after)).snapshot();
        long began = cpuNanos();
        long rows = ChangeDetection.between(empty.snapshot(), snapshot).rows().values().stream()
                .mapToInt(List::size)
                .sum();
        long compared = cpuNanos();
        long bytes = 0;
        for (RaceTable table : snapshot.tables().values()) {
            bytes += PublicJson.document(json -> PublicJson.results(json, table, null, null, true))
                    .toByteArray()
                    .length;
        }
        return String.format(
                Locale.ROOT,
                "%d tables; of it %d ms to compare %d rows, %d ms to write %d bytes of JSON",
                snapshot.tables().size(),
                (compared - began) / 1_000_000,
                rows,
                (cpuNanos() - compared) / 1_000_000,
                bytes);
    }
}
