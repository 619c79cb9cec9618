package org.gatecast.bench.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatecast.bench.MeasuredServer;
import org.gatecast.bench.soak.ScreenTab.Weight;
import org.gatecast.browser.Chromium;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TemporaryDirectory;

/**
 * Whether screens run for a week: plays the recorded race in a loop, far faster than it was, to the board, the speaker's desk and
 * two overlays in Chromium, which are never reloaded. Every minute it has each page collect its garbage and takes down what is left; at
 * the end it says of each figure whether it stayed flat. The exit code is 0 when all did and no console had a message.
 *
 * <pre>
 *   java -cp $C org.gatecast.bench.soak.BoardSoak [minutes [speed]]
 * </pre>
 */
public final class BoardSoak {
    private static final int DEFAULT_MINUTES = 10;
    private static final int DEFAULT_SPEED = 128;
    private static final double RACE_DAY_HOURS = 8;
    private static final int FIRST_MINUTES = 2;

    private static final Map<String, String> VIEWS = Map.of(
            "board", "?view=board&turn=2",
            "speaker", "?view=speaker",
            "lower-third", "?view=overlay&part=lower-third",
            "top", "?view=overlay&part=top");

    private BoardSoak() {}

    public static void main(String[] arguments) throws Exception {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_MINUTES;
        int speed = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_SPEED;
        List<ScreenTab> tabs = new ArrayList<>();
        List<List<Weight>> weights = new ArrayList<>();
        List<String> complaints = new ArrayList<>();
        boolean whole;
        try (Chromium chromium = Chromium.start();
                TemporaryDirectory directory = TemporaryDirectory.inTarget("board-soak-");
                MeasuredServer server = MeasuredServer.fromClassPath(
                        directory.path(),
                        0,
                        List.of("-Xmx256m"),
                        Map.of("GATECAST_SPECTATORS_ONCOURSE_INTERVAL_MILLIS", "1"));
                SoakRace race = new SoakRace(server.port(), speed)) {
            race.start();
            for (String name : VIEWS.keySet().stream().sorted().toList()) {
                tabs.add(new ScreenTab(chromium, server.port(), name, VIEWS.get(name)));
                weights.add(new ArrayList<>());
            }
            System.out.printf("%d times the pace, %d minutes, from %s%n", speed, minutes, Instant.now());
            System.out.println("minute | page        |  heap, KiB | nodes kept | listeners | elements | messages");
            long began = System.nanoTime();
            int minute = 1;
            for (; minute <= minutes && race.isRunning(); minute++) {
                TimeUnit.NANOSECONDS.sleep(began + Duration.ofMinutes(minute).toNanos() - System.nanoTime());
                // At the same moment of the race each time.
                race.betweenRounds(() -> {
                    for (int i = 0; i < tabs.size(); i++) {
                        weights.get(i).add(tabs.get(i).weigh());
                    }
                });
                for (int i = 0; i < tabs.size(); i++) {
                    print(minute, tabs.get(i).name(), weights.get(i).get(minute - 1));
                }
            }
            whole = minute > minutes;
            System.out.printf(Locale.ROOT, "%d rounds of the race, %s%n", race.rounds(), raceDays(weights));
            tabs.forEach(tab -> complaints.addAll(tab.complaints()));
            tabs.forEach(ScreenTab::close);
        }
        boolean flat = true;
        for (int i = 0; i < tabs.size(); i++) {
            flat &= isFlat(tabs.get(i).name(), weights.get(i));
        }
        System.out.println("console: " + complaints);
        System.exit(whole && flat && complaints.isEmpty() ? 0 : 1);
    }

    private static void print(int minute, String page, Weight weight) {
        System.out.printf(
                Locale.ROOT,
                "%6d | %-11s | %,10d | %,10d | %9d | %8d | %,8d%n",
                minute,
                page,
                weight.heapBytes() / 1024,
                weight.nodes(),
                weight.listeners(),
                weight.elements(),
                weight.messages());
    }

    /** How many race days the messages are, if each call of the recording is one, at the recording's own pace. */
    private static String raceDays(List<List<Weight>> weights) {
        List<Recording.Call> calls = Recording.calls();
        double callsOfADay = calls.size()
                * TimeUnit.HOURS.toMillis(1)
                * RACE_DAY_HOURS
                / calls.get(calls.size() - 1).millis();
        long fewest = weights.stream()
                .mapToLong(all -> all.isEmpty() ? 0 : all.get(all.size() - 1).messages())
                .min()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "%,d messages to each page at least, as many as in %.1f race days of %.0f hours",
                fewest,
                fewest / callsOfADay,
                RACE_DAY_HOURS);
    }

    /** The last third compared with the first third, without the minutes in which a page fills and its script is compiled. */
    private static boolean isFlat(String page, List<Weight> all) {
        List<Weight> judged = all.subList(Math.min(FIRST_MINUTES, all.size()), all.size());
        boolean flat =
                FlatnessCheck.print(page + ": heap, KiB", judged, weight -> weight.heapBytes() / 1024.0, 0.05, 256);
        flat &= FlatnessCheck.print(page + ": nodes kept", judged, Weight::nodes, 0.1, 200);
        flat &= FlatnessCheck.print(page + ": listeners", judged, Weight::listeners, 0.1, 10);
        return flat;
    }
}
