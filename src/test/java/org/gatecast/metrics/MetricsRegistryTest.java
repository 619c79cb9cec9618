package org.gatecast.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gatecast.metrics.MetricsRegistry.Family;
import org.gatecast.metrics.MetricsRegistry.Kind;
import org.gatecast.metrics.MetricsRegistry.Series;
import org.junit.jupiter.api.Test;

class MetricsRegistryTest {
    private final MetricsRegistry registry = new MetricsRegistry();

    @Test
    void familiesComeInTheOrderOfDeclaration() {
        registry.counter("calls_total", "Calls", () -> 1);
        registry.gauge("connections", "Connections", () -> 2);
        registry.durations("call_seconds", "Durations", DurationHistogram.ofCalls());
        assertThat(registry.families())
                .extracting(Family::name)
                .containsExactly("calls_total", "connections", "call_seconds");
        assertThat(registry.families())
                .extracting(Family::kind)
                .containsExactly(Kind.COUNTER, Kind.GAUGE, Kind.DURATIONS);
        assertThat(registry.families()).extracting(Family::help).containsExactly("Calls", "Connections", "Durations");
    }

    @Test
    void declarationsOfTheSameNameAndLabelsAreAddedUp() {
        long[] first = {1};
        registry.counter("calls_total", "Calls", () -> first[0], "source", "xml");
        registry.counter("calls_total", "Calls", () -> 10, "source", "xml");
        registry.counter("calls_total", "Calls", () -> 100, "source", "stream");

        Family calls = registry.families().get(0);
        assertThat(registry.families()).hasSize(1);
        assertThat(calls.series())
                .extracting(Series::labels)
                .containsExactly(Map.of("source", "xml"), Map.of("source", "stream"));
        assertThat(calls.series()).extracting(Series::value).containsExactly(11.0, 100.0);
        first[0] = 5;
        assertThat(calls.series().get(0).value())
                .as("values are read when asked for")
                .isEqualTo(15);
    }

    @Test
    void durationsOfOneSeriesKeepTheirHistograms() {
        DurationHistogram one = DurationHistogram.ofCalls();
        DurationHistogram two = DurationHistogram.ofCalls();
        registry.durations("call_seconds", "Durations", one, "source", "xml");
        registry.durations("call_seconds", "Durations", two, "source", "xml");
        assertThat(registry.families().get(0).series()).singleElement().satisfies(series -> {
            assertThat(series.durations()).containsExactly(one, two);
            assertThat(series.value()).isZero();
        });
    }

    @Test
    void aGroupOfGaugesHasTheSeriesThatExistWhenItIsRead() {
        Map<String, Long> rooms = new LinkedHashMap<>();
        registry.gauges("spectators", "Spectators", "event", () -> rooms);
        assertThat(registry.families()).singleElement().satisfies(family -> assertThat(family.series())
                .isEmpty());

        rooms.put("CUP", 7L);
        Family spectators = registry.families().get(0);
        assertThat(spectators.kind()).isEqualTo(Kind.GAUGE);
        assertThat(spectators.series()).extracting(Series::labels).containsExactly(Map.of("event", "CUP"));
        assertThat(spectators.series()).extracting(Series::value).containsExactly(7.0);
    }

    @Test
    void namesWithoutTheSuffixOfTheirKindAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> registry.counter("calls", "Calls", () -> 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.durations("calls_total", "Durations", DurationHistogram.ofCalls()));
        assertThat(registry.families()).isEmpty();
    }
}
