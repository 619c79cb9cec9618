package org.gatecast.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gatecast.bench.MeasuredServer;
import org.gatecast.browser.Chromium;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TemporaryDirectory;

/**
 * How long a rider who has finished takes to be on top of the speaker's desk: from the response to the booth's call that tells the
 * finish until the desk's document has the rider first. Both are read from the clock of this machine, in milliseconds. A rider who
 * is there before the booth has its response counts as 0. The recorded race is played in a loop, with shipped settings.
 *
 * <pre>
 *   java -cp $C org.gatecast.bench.soak.SpeakerLatency [finishes [speed]]
 * </pre>
 */
public final class SpeakerLatency {
    private static final int DEFAULT_FINISHES = 120;
    private static final int DEFAULT_SPEED = 32;
    /** A finish that is not shown for so long is missing. */
    private static final long MISSING_MILLIS = 5000;

    private static final String NOTES_WHO_IS_FIRST =
            """
            window.firsts = [];
            new MutationObserver(() => {
              const bib = document.querySelector('.finisher')?.dataset.bib;
              if (bib && bib !== window.firsts.at(-1)?.bib) window.firsts.push({ bib, at: Date.now() });
            }).observe(document.body, { subtree: true, childList: true, attributes: true });
            """;

    /** Written by the race's thread, read by the main one. */
    private final List<Finish> finishes = Collections.synchronizedList(new ArrayList<>());

    private Set<Integer> arrived = Set.of();

    /** @param acknowledged in milliseconds since 1970 */
    private record Finish(int bib, long acknowledged) {}

    private SpeakerLatency() {}

    public static void main(String[] arguments) throws Exception {
        int finishes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_FINISHES;
        int speed = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_SPEED;
        new SpeakerLatency().measure(finishes, speed);
    }

    private void measure(int least, int speed) throws Exception {
        try (Chromium chromium = Chromium.start();
                TemporaryDirectory directory = TemporaryDirectory.inTarget("speaker-latency-");
                MeasuredServer server =
                        MeasuredServer.fromClassPath(directory.path(), 0, List.of("-Xmx256m"), Map.of());
                SoakRace race = new SoakRace(server.port(), speed)) {
            race.onAcknowledged(this::noteFinishes);
            race.start();
            try (ScreenTab desk = new ScreenTab(chromium, server.port(), "speaker", "?view=speaker")) {
                desk.page().awaitTrue("somebody has finished", "document.querySelector('.finisher')");
                desk.page().script(NOTES_WHO_IS_FIRST);
                long since = System.currentTimeMillis();
                while (countSince(since) < least && race.isRunning()) {
                    TimeUnit.SECONDS.sleep(1);
                }
                TimeUnit.MILLISECONDS.sleep(MISSING_MILLIS);
                print(since, ApiClient.parse((String) desk.page().script("return JSON.stringify(window.firsts)")));
                System.out.println("console: " + desk.page().complaints());
            }
        }
    }

    private long countSince(long since) {
        synchronized (finishes) {
            return finishes.stream()
                    .filter(finish -> finish.acknowledged() > since)
                    .count();
        }
    }

    private void noteFinishes(Recording.Call call) {
        long now = System.currentTimeMillis();
        if (call.isResults()) {
            return;
        }
        Set<Integer> present = new HashSet<>();
        for (JsonNode rider : call.body().get("oncourse")) {
            int bib = rider.get("bib").asInt();
            if (rider.hasNonNull("dtFinish") && rider.path("raceId").asText().equals(Recording.RACE)) {
                present.add(bib);
                if (!arrived.contains(bib)) {
                    finishes.add(new Finish(bib, now));
                }
            }
        }
        arrived = present;
    }

    private void print(long since, JsonNode firsts) {
        List<Finish> expected;
        synchronized (finishes) {
            long until = System.currentTimeMillis() - MISSING_MILLIS;
            expected = finishes.stream()
                    .filter(finish -> finish.acknowledged() > since && finish.acknowledged() < until)
                    .toList();
        }
        List<Long> millis = new ArrayList<>();
        int next = 0;
        for (Finish finish : expected) {
            for (int i = next; i < firsts.size(); i++) {
                long late = firsts.get(i).get("at").asLong() - finish.acknowledged();
                if (firsts.get(i).get("bib").asInt() == finish.bib() && late < MISSING_MILLIS) {
                    millis.add(Math.max(0, late));
                    next = i + 1;
                    break;
                }
            }
        }
        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%d finishes, %d of them never first on the desk%n",
                expected.size(),
                expected.size() - millis.size());
        if (!millis.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "acknowledged to first on the desk, ms: median %d, 99 %% %d, longest %d%n",
                    millis.get(millis.size() / 2),
                    millis.get((int) (millis.size() * 0.99)),
                    millis.get(millis.size() - 1));
        }
    }
}
