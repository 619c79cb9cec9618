package org.gatecast.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.specs.MetricsTable.Metric;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is counted, and that every count there is stands in {@code specs/operations.md}. */
class MetricsIT {
    /** The size of the SQLite files. */
    private static final String OF_FILES = "gatecast_database_bytes";

    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    @RegisterExtension
    final TestServer server = TestServer.with("management.enabled", "true", "management.metrics-events", "1");

    @Test
    void everyMetricIsDocumentedAndEveryDocumentedOneIsThere() throws Exception {
        server.api().createEvent("RACE");
        List<Metric> documented = MetricsTable.read();
        scrape();
        System.gc();
        Await.until("a collection was counted", () -> scrape().contains("jvm_gc_pause_seconds_count{"));

        assertThat(exposed(scrape()))
                .containsExactlyInAnyOrderElementsOf(documented.stream()
                        .filter(metric ->
                                !server.isOnPostgres() || !metric.name().equals(OF_FILES))
                        .toList());
    }

    @Test
    void callsSpectatorsAndMessagesAreCounted() {
        BoothClient booth = server.api()
                .createEvent("RACE")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        server.api().createEvent("OTHER").through("startlist");
        SpectatorClient spectator = server.watch("RACE");
        int before = spectator.messages().size();
        booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 0}]}"));
        booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 0}]}"));
        booth.results(json("{'results': 'none'}"));
        spectator.awaitSince(before, "a diff", message -> true);
        server.watch("OTHER");

        String text = scrape();

        assertThat(value(text, "gatecast_ingest_seconds_count", "source", "results", "outcome", "changed"))
                .isEqualTo(1);
        assertThat(value(text, "gatecast_ingest_seconds_count", "source", "results", "outcome", "unchanged"))
                .isEqualTo(1);
        assertThat(value(text, "gatecast_ingest_seconds_count", "source", "results", "outcome", "refused"))
                .isEqualTo(1);
        assertThat(value(text, "gatecast_ingest_seconds_count", "source", "xml", "outcome", "changed"))
                .isEqualTo(1);
        assertThat(value(text, "gatecast_ingest_seconds_bucket", "source", "xml", "outcome", "changed", "le", "+Inf"))
                .isEqualTo(1);
        assertThat(value(text, "gatecast_error_responses_total", "error", "InvalidRequest"))
                .isEqualTo(1);
        assertThat(value(text, "gatecast_spectators", "event", "OTHER")).isEqualTo(1);
        assertThat(value(text, "gatecast_spectators", "event", "_other")).isEqualTo(1);
        assertThat(value(text, "gatecast_connections", "transport", "websocket_deflate")
                        + value(text, "gatecast_connections", "transport", "websocket"))
                .isEqualTo(2);
        assertThat(value(text, "gatecast_fulls_total", "reason", "join")).isEqualTo(2);
        assertThat(value(text, "gatecast_messages_total", "type", "diff")).isPositive();
        assertThat(value(text, "gatecast_deliveries_total")).isGreaterThanOrEqualTo(3);
        assertThat(value(text, "gatecast_delivered_bytes_total")).isGreaterThan(100);
        assertThat(value(text, "gatecast_commit_seconds_count")).isGreaterThanOrEqualTo(5);
        if (!server.isOnPostgres()) {
            assertThat(value(text, OF_FILES, "file", "wal")).isPositive();
        }
        assertThat(value(text, "gatecast_serving")).isEqualTo(1);

        spectator.close();
        Await.until(
                "it is counted out",
                () -> value(scrape(), "gatecast_connections_ended_total", "reason", "closed_by_client") == 1);
    }

    @Test
    void aDeletedEventIsNoLongerListed() {
        server.api().createEvent("RACE").through("startlist");
        assertThat(scrape()).contains("event=\"RACE\"");

        server.api().deleteEvent("RACE");

        assertThat(scrape()).doesNotContain("event=\"RACE\"");
    }

    private String scrape() {
        return RawHttpClient.sendBytes(server.managementPort(), "GET /metrics HTTP/1.1\r\nHost: ops\r\n\r\n")
                .text();
    }

    private static double value(String text, String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return text.lines()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .filter(sample ->
                        sample.group(1).equals(name) && labels(sample.group(2)).equals(wanted))
                .mapToDouble(sample -> Double.parseDouble(sample.group(3)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + wanted + " is not in\n" + text));
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        LABEL.matcher(text == null ? "" : text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        return labels;
    }

    private static List<Metric> exposed(String text) {
        List<Metric> metrics = new ArrayList<>();
        for (String line :
                text.lines().filter(type -> type.startsWith("# TYPE ")).toList()) {
            String[] words = line.split(" ", -1);
            TreeSet<String> labels = new TreeSet<>();
            text.lines()
                    .map(SAMPLE::matcher)
                    .filter(Matcher::matches)
                    .filter(sample -> sample.group(1).matches(words[2] + "(_bucket|_sum|_count)?"))
                    .forEach(sample -> labels.addAll(labels(sample.group(2)).keySet()));
            labels.remove("le");
            metrics.add(new Metric(words[2], words[3], List.copyOf(labels)));
        }
        return metrics;
    }
}
