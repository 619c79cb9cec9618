package org.gatecast.bench.faults;

import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.gatecast.ExitCode;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RawSpectator;

/**
 * Upgrades two nodes from one version to another, one after the other, while booths push the recorded race through both and
 * spectators change between them. With one node of each version it uses what nodes share: status, settings, riders on course,
 * an import, the limit of spectators, backups, and the files of the pages. After each step the booths pause, and
 * {@link Checkpoint} compares.
 *
 * <pre>UpgradeRun OLD.jar NEW.jar [SECONDS [back]]</pre>
 *
 * Each step takes at least 10 seconds. If the old version knows {@code schema_compatibility} (V8), it is also started again on the
 * new schema after a crash; with {@code back}, the upgraded node then goes back to the old version, and is upgraded again. The
 * exit code is 0 if there were no findings.
 */
public final class UpgradeRun implements AutoCloseable {
    private static final int SECONDS = 10;
    private static final int EVENTS = 2;
    private static final int SPECTATORS_PER_EVENT = 4;
    private static final int LIMIT = 20;
    private static final int VISITORS = 30;
    private static final String LIMITED = "LIMITED";
    private static final String DESK = "DESK";
    private static final String RACE = "K1M_FIN";
    private static final Pattern PAGE_FILES = Pattern.compile("/assets/[\\w./-]+");
    /** {@link RawSpectator} does not respond to pings. */
    private static final Map<String, String> SETTINGS = Map.of(
            "GATECAST_SPECTATORS_PING_INTERVAL_MILLIS",
            "3600000",
            "GATECAST_SPECTATORS_PER_EVENT",
            String.valueOf(LIMIT));

    private final Path oldJar;
    private final Path newJar;
    private final int seconds;
    /** Whether the old version may start on a later schema, and shares the files of its pages. */
    private final boolean oldShares;

    private final RunDirectory directory = RunDirectory.create();
    private final ReplicatedDatabase database = new ReplicatedDatabase(directory.path());
    private final Node first = node();
    private final Node second = node();
    private final Random random = new Random(1);
    private final List<NumberedPusher> pushers = new ArrayList<>();
    private final List<FollowingSpectator> spectators = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private Path freshVersion;
    private BoothClient desk;

    private UpgradeRun(Path oldJar, Path newJar, int seconds) {
        this.oldJar = oldJar;
        this.newJar = newJar;
        this.seconds = seconds;
        oldShares = shares(oldJar);
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : SECONDS;
        boolean back = arguments.length > 3 && arguments[3].equals("back");
        List<String> findings;
        try (UpgradeRun run = new UpgradeRun(Path.of(arguments[0]), Path.of(arguments[1]), seconds)) {
            run.upgrade(back);
            findings = run.findings;
        }
        findings.forEach(System.out::println);
        System.out.printf("%d findings%n", findings.size());
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    private Node node() {
        return new Node(directory.path(), database::port, SETTINGS);
    }

    private void upgrade(boolean back) throws InterruptedException {
        freshVersion = oldJar;
        start(first, oldJar);
        start(second, oldJar);
        try (NodesProxy proxy =
                NodesProxy.start(directory.path(), List.of(first, second)).orElseThrow()) {
            open(List.of(first.port(), second.port(), proxy.port()));
            TimeUnit.SECONDS.sleep(seconds);
            compare("both nodes old");

            first.stop();
            freshVersion = newJar;
            start(first, newJar);
            TimeUnit.SECONDS.sleep(seconds);
            compare("one node new");
            useWhatNodesShare(proxy);
            TimeUnit.SECONDS.sleep(seconds);
            compare("after the use of what nodes share");
            restartOld();
            if (back && oldShares) {
                first.stop();
                start(first, oldJar);
                TimeUnit.SECONDS.sleep(seconds);
                compare("back to the old version");
                first.stop();
                start(first, newJar);
            }
            second.stop();
            start(second, newJar);
            TimeUnit.SECONDS.sleep(seconds);
            compare("both nodes new");
            loadPages("both nodes new", List.of(first, second), first, second);
        }
        System.out.printf(
                "%d calls acknowledged, resumed by diff %d, by full %d%n",
                pushers.stream()
                        .mapToInt(pusher -> pusher.acknowledged().size())
                        .sum(),
                spectators.stream().mapToInt(FollowingSpectator::resumedByDiff).sum(),
                spectators.stream().mapToInt(FollowingSpectator::resumedByFull).sum());
    }

    private static void start(Node node, Path jar) {
        node.use(jar);
        node.start();
        node.awaitStart();
    }

    private void open(List<Integer> ports) {
        PushedTables tables = PushedTables.recorded();
        for (int i = 0; i < EVENTS; i++) {
            String event = "EVENT." + i;
            BoothClient booth = (i % 2 == 0 ? first : second)
                    .api()
                    .createEvent(event)
                    .imported(tables.export())
                    .through("startlist", "running");
            for (int race = 0; race < tables.races().size(); race++) {
                pushers.add(new NumberedPusher(ports, race, event, booth.apiKey(), tables, race));
            }
            for (int spectator = 0; spectator < SPECTATORS_PER_EVENT; spectator++) {
                spectators.add(new FollowingSpectator(ports, event, tables.races(), random.nextLong()));
            }
        }
        String export = PushedTables.small().export();
        first.api().createEvent(LIMITED).imported(export).through("running");
        desk = first.api().createEvent(DESK).imported(export).through("startlist");
        pushers.forEach(NumberedPusher::start);
    }

    private void compare(String step) throws InterruptedException {
        for (NumberedPusher pusher : pushers) {
            if (!pusher.pause()) {
                findings.add(step + ": no node acknowledges a call of " + pusher.eventId());
                return;
            }
        }
        spectators.forEach(spectator -> spectator.roam(false));
        List<String> found =
                new Checkpoint(database, List.of(first, second), this::fresh, pushers, spectators).findings(true);
        found.forEach(finding -> findings.add(step + ": " + finding));
        System.out.printf("%s: %d findings%n", step, found.size());
        spectators.forEach(spectator -> spectator.roam(true));
        pushers.forEach(NumberedPusher::proceed);
    }

    private Node fresh() {
        Node fresh = node();
        start(fresh, freshVersion);
        return fresh;
    }

    /** What is changed through one node is seen on the other, in both directions. */
    private void useWhatNodesShare(NodesProxy proxy) throws InterruptedException {
        for (Node node : List.of(first, second)) {
            Node other = node == first ? second : first;
            String version = node == first ? "new" : "old";
            BoothClient booth = new BoothClient(node.api(), DESK, desk.apiKey());
            expect(version + " node changes the status", booth.status("running").status() == 200);
            await(
                    version + " node's status",
                    () -> eventOn(other).path("event").path("status").asText().equals("running"));
            String mode = node == first ? "simple" : "detailed";
            booth.configure(json("{'displayMode': '%s'}".formatted(mode)));
            BoothClient there = new BoothClient(other.api(), DESK, desk.apiKey());
            await(
                    version + " node's settings",
                    () -> there.config().body().path("displayMode").asText().equals(mode));
            reportRider(version, booth, other);
            // Another name for everybody, so that rows, participants and the start list change.
            expect(
                    version + " node imports",
                    booth.importXml(PushedTables.small().export().replace("Rob", version))
                                    .status()
                            == 200);
            await(
                    version + " node's import",
                    () -> other.api().startlist(DESK, RACE).text().contains(version));
            booth.through("finished");
            await(
                    version + " node's last status",
                    () -> eventOn(other).path("event").path("status").asText().equals("finished"));
        }
        expect(
                "the new version makes a backup",
                first.execute("backup", "backup-of-new.db") == 0
                        && Files.exists(directory.path().resolve("backup-of-new.db")));
        expect(
                "the old version makes no backup that lacks something",
                second.execute("backup", "backup-of-old.db") == ExitCode.DATABASE_NEWER.code());
        fillLimit();
        if (oldShares) {
            loadPages("one node new", List.of(first, second), first, second);
        }
        loadThroughProxy(proxy);
    }

    private static JsonNode eventOn(Node node) {
        return node.api().event(DESK).body();
    }

    private void reportRider(String version, BoothClient booth, Node other) {
        JsonNode report = json("{'oncourse': [{'participantId': '%1$s', 'raceId': '%2$s', 'bib': 1, 'time': 1234}]}"
                .formatted(ExportXml.id("K1M", 1), RACE));
        await(version + " node's riders on course", () -> {
            booth.oncourse(report);
            JsonNode riders = other.api().oncourse(DESK).body().path("oncourse");
            return riders.size() == 1 && riders.get(0).path("time").asInt() == 1234;
        });
    }

    /** So many at once through both nodes that some must be refused. */
    private void fillLimit() {
        List<RawSpectator> visitors = new ArrayList<>();
        await("all slots are taken", () -> {
            Node node = visitors.size() % 2 == 0 ? first : second;
            RawSpectator visitor = RawSpectator.connect(node.port(), LIMITED);
            if (visitor.handshake().status() == 101) {
                visitors.add(visitor);
                return visitors.size() >= LIMIT;
            }
            visitor.close();
            return false;
        });
        for (int i = 0; i < VISITORS; i++) {
            Node node = i % 2 == 0 ? first : second;
            try (RawSpectator visitor = RawSpectator.connect(node.port(), LIMITED)) {
                expect("nobody above the limit", visitor.handshake().status() == 503);
            }
        }
        visitors.forEach(RawSpectator::close);
    }

    /** The files that the pages of {@code pages} name are there on all nodes. */
    private void loadPages(String step, List<Node> pages, Node... nodes) {
        for (Node page : pages) {
            for (String file : filesOf(page.api())) {
                for (Node node : nodes) {
                    ApiResponse response = node.api().get(file);
                    expect(
                            "%s: %s is %d at port %d".formatted(step, file, response.status(), node.port()),
                            response.status() == 200);
                }
            }
        }
    }

    private static Set<String> filesOf(ApiClient api) {
        Set<String> files = new LinkedHashSet<>();
        for (String page : List.of("/", "/admin", "/worker.js")) {
            PAGE_FILES.matcher(api.get(page).text()).results().forEach(match -> files.add(match.group()));
        }
        return files;
    }

    /** Whichever node a page comes from, and whichever nodes are asked for its files. */
    private void loadThroughProxy(NodesProxy proxy) {
        ApiClient api = ApiClient.behindProxy(proxy.port());
        for (Node page : List.of(first, second)) {
            for (String file : filesOf(page.api())) {
                for (int i = 0; i < 4; i++) {
                    ApiResponse response = api.get(file);
                    expect("through HAProxy: " + file + ": " + response.status(), response.status() == 200);
                }
            }
        }
    }

    /** A crash of the node that is not upgraded yet. Versions before V8 cannot know that they may use the schema. */
    private void restartOld() throws InterruptedException {
        second.kill();
        second.start();
        if (oldShares) {
            second.awaitStart();
            TimeUnit.SECONDS.sleep(seconds);
            compare("after a restart of the old node");
        } else {
            int code = second.awaitExit();
            System.out.printf("the old version does not start again: exit code %d%n", code);
            expect("the old version is told that the schema is newer", code == ExitCode.DATABASE_NEWER.code());
        }
    }

    private static boolean shares(Path jar) {
        try (JarFile files = new JarFile(jar.toFile())) {
            return files.getEntry("db/postgres-migration/V8__upgrades.sql") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void expect(String what, boolean holds) {
        if (!holds && !findings.contains(what)) {
            findings.add(what);
        }
    }

    private void await(String what, BooleanSupplier condition) {
        try {
            Await.until(what, condition);
        } catch (AssertionError late) {
            findings.add(what);
        }
    }

    @Override
    public void close() {
        pushers.forEach(NumberedPusher::close);
        spectators.forEach(FollowingSpectator::close);
        first.close();
        second.close();
        database.close();
        directory.close();
    }
}
