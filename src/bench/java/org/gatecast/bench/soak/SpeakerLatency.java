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
 * finish until the desk's document has nobody above the rider who had finished before. Riders of one message are shown together, so
 * that one of them is below the other. Both times are read from the clock of this machine, in milliseconds. A rider who is there
 * before the booth has its response counts as 0. The recorded race is played in a loop, with shipped settings.
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
    /** The desk may hear of a finish so long before the booth has its response. */
    private static final long BEFORE_RESPONSE_MILLIS = 500;

    private static final String NOTES_THE_FINISHERS =
            """
            window.lists = [];
            new MutationObserver(() => {
              const bibs = [...document.querySelectorAll('.finisher')].map((finisher) => Number(finisher.dataset.bib));
              if (bibs.join() !== window.lists.at(-1)?.bibs.join()) window.lists.push({ bibs, at: Date.now() });
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
                desk.page().script(NOTES_THE_FINISHERS);
                long since = System.currentTimeMillis();
                while (countSince(since) < least && race.isRunning()) {
                    TimeUnit.SECONDS.sleep(1);
                }
                TimeUnit.MILLISECONDS.sleep(MISSING_MILLIS);
                print(since, ApiClient.parse((String) desk.page().script("return JSON.stringify(window.lists)")));
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

    /** @param lists the finishers that the desk showed, newest first, and when, in milliseconds since 1970 */
    private void print(long since, JsonNode lists) {
        List<Finish> told = List.copyOf(finishes);
        long until = System.currentTimeMillis() - MISSING_MILLIS;
        List<Long> millis = new ArrayList<>();
        int expected = 0;
        int belowAnother = 0;
        for (Finish finish : told) {
            if (finish.acknowledged() > since && finish.acknowledged() < until) {
                expected++;
                for (JsonNode list : lists) {
                    if (isNewest(finish, list, told)) {
                        millis.add(Math.max(0, list.get("at").asLong() - finish.acknowledged()));
                        belowAnother += list.at("/bibs/0").asInt() == finish.bib() ? 0 : 1;
                        break;
                    }
                }
            }
        }
        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%d finishes: %d on top, %d below a rider of the same message, %d never shown%n",
                expected,
                millis.size() - belowAnother,
                belowAnother,
                expected - millis.size());
        if (!millis.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "acknowledged to shown, ms: median %d, 99 %% %d, longest %d%n",
                    millis.get(millis.size() / 2),
                    millis.get((int) (millis.size() * 0.99)),
                    millis.get(millis.size() - 1));
        }
    }

    /** Whether the list has the finish, and above it only riders whose finish was told no earlier. */
    private static boolean isNewest(Finish finish, JsonNode list, List<Finish> told) {
        long at = list.get("at").asLong();
        long late = at - finish.acknowledged();
        if (late < -BEFORE_RESPONSE_MILLIS || late > MISSING_MILLIS) {
            return false;
        }
        for (JsonNode bib : list.get("bibs")) {
            if (bib.asInt() == finish.bib()) {
                return true;
            }
            if (told.stream()
                    .noneMatch(other -> other.bib() == bib.asInt()
                            && other.acknowledged() >= finish.acknowledged()
                            && other.acknowledged() - at < BEFORE_RESPONSE_MILLIS)) {
                return false;
            }
        }
        return false;
    }
}
