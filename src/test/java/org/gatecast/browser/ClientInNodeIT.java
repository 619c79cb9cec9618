package org.gatecast.browser;

import static java.nio.file.Files.copy;
import static java.nio.file.Files.createDirectories;
import static java.nio.file.Files.readString;
import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.InstalledProgram;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JavaScript client as those use it who install it: in Node.js, and by its types. */
class ClientInNodeIT {
    private static final Path PACKAGE = Path.of("src/main/web/client");
    private static final String EXAMPLE = "example-node.mjs";
    private static final Pattern LIVE = Pattern.compile("live (ws|sse)");
    private static final Pattern ROW = Pattern.compile("\\d*\t(\\d+)\t.*");
    private static final Pattern EXPORTED =
            Pattern.compile("^export (?:interface|type|function|const) (\\w+)", Pattern.MULTILINE);
    /** The compiler and the types of the language, in its jar. */
    private static final Pattern COMPILER = Pattern.compile(".*/lib/(_?tsc\\.js|lib\\..*d\\.ts)");

    private static final String GRACE_MILLIS = "200";

    @TempDir
    Path app;

    @BeforeEach
    void nodeIsInstalled() {
        InstalledProgram.assume("node");
    }

    @Test
    void theExampleGoesOnAfterARestartAndEndsWhenTheResultsAreOfficial() throws IOException {
        install();
        copy(PACKAGE.resolve(EXAMPLE), app.resolve(EXAMPLE));
        try (TestServer server = TestServer.with("spectators.official-grace-millis", GRACE_MILLIS)
                .start()) {
            PushedRace race = PushedRace.running(server).playTo(60);
            try (NetworkLink link = new NetworkLink(server.port());
                    NodeProgram example = NodeProgram.start(
                            app, EXAMPLE, "http://127.0.0.1:" + link.port(), PushedRace.EVENT, PushedRace.RACE)) {
                awaitLive(example, 1);
                awaitTable(example, race);

                link.cut();
                server.restart();
                link.leadTo(server.port());
                link.mend();
                awaitLive(example, 2);
                pushed(server, race, 8000);
                awaitTable(example, race);
                assertThat(bytes(link, true))
                        .as("%s", link.received())
                        .isPositive()
                        .isLessThan(bytes(link, false));

                booth(server, race).through("finished", "official");
                example.awaitSuccess();
                assertThat(example.lines()).last().isEqualTo("official none");
            }
        }
    }

    /** Node.js 22 reports a connection that failed by an event named error, and by none named close. */
    @Test
    void aWebSocketThatFailsWithoutBeingClosedIsTriedAgain() throws IOException {
        install();
        writeString(
                app.resolve("failing.mjs"),
                """
                import { watch } from 'gatecast-client';
                let tries = 0;
                globalThis.WebSocket = class {
                  constructor() {
                    if (++tries === 2) process.exit();
                    setTimeout(() => this.onerror?.({}));
                  }
                  close() {}
                };
                watch({ origin: 'http://127.0.0.1:1', event: 'none', onFreshness: link => console.log(link.transport) });
                """);
        try (NodeProgram program = NodeProgram.start(app, "failing.mjs")) {
            program.awaitSuccess();
            assertThat(program.lines()).containsOnly("none");
        }
    }

    @Test
    void npmPacksItAndInstallsItInAnEmptyDirectoryWithoutARegistry() throws IOException {
        InstalledProgram.assume("npm");
        Path work = createDirectories(app.resolve("work"));
        NodeProgram.run("npm", work, "pack", PACKAGE.toAbsolutePath());
        Path tarball = onlyFile(work, "gatecast-client-*.tgz");

        Path empty = createDirectories(app.resolve("empty"));
        NodeProgram.run("npm", empty, "install", tarball);
        try (Stream<Path> files = Files.list(empty.resolve("node_modules/gatecast-client"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(packageFiles());
        }
        writeString(
                empty.resolve("names.mjs"), "console.log(Object.keys(await import('gatecast-client')).sort().join());");
        try (NodeProgram program = NodeProgram.start(empty, "names.mjs")) {
            program.awaitSuccess();
            assertThat(program.lines()).containsExactly("EMPTY,reduce,riderKey,rowKey,watch");
        }
    }

    @Test
    void itsTypesCompileWithASampleOfAllOfThem() throws IOException {
        install();
        String sample = readString(Path.of("src/test/resources/client/sample.mts"));
        Set<String> exported = EXPORTED.matcher(readString(PACKAGE.resolve("index.d.ts")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(exported).allSatisfy(name -> assertThat(sample).containsPattern("\\b" + name + "\\b"));
        writeString(app.resolve("sample.mts"), sample);
        Path compiler = unpackedCompiler();

        for (List<String> modules : List.of(List.of("node16", "node16"), List.of("esnext", "bundler"))) {
            // Without the types of a browser and of Node.js, which the package must not need.
            NodeProgram.run(
                    "node",
                    app,
                    compiler,
                    "--strict",
                    "--noEmit",
                    "--lib",
                    "es2022",
                    "--module",
                    modules.get(0),
                    "--moduleResolution",
                    modules.get(1),
                    "sample.mts");
        }
    }

    /** Where npm would put it, with the files that npm would take. */
    private void install() throws IOException {
        Path target = createDirectories(app.resolve("node_modules/gatecast-client"));
        for (String file : packageFiles()) {
            copy(PACKAGE.resolve(file), target.resolve(file));
        }
    }

    private static List<String> packageFiles() throws IOException {
        JsonNode manifest =
                new ObjectMapper().readTree(PACKAGE.resolve("package.json").toFile());
        Set<String> files = new TreeSet<>(Set.of("package.json"));
        manifest.get("files").forEach(file -> files.add(file.asText()));
        return List.copyOf(files);
    }

    /** The compiler in the test's directory; a jar is no place from which Node.js could run it. */
    private Path unpackedCompiler() throws IOException {
        Path jar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches("typescript-.*\\.jar"))
                .findFirst()
                .orElseThrow();
        Path target = createDirectories(app.resolve("typescript"));
        try (JarFile archive = new JarFile(jar.toFile())) {
            for (var entry : archive.stream()
                    .filter(one -> COMPILER.matcher(one.getName()).matches())
                    .toList()) {
                Path file = target.resolve(Path.of(entry.getName()).getFileName());
                try (InputStream in = archive.getInputStream(entry)) {
                    copy(in, file);
                }
            }
        }
        return target.resolve("tsc.js");
    }

    private static Path onlyFile(Path directory, String glob) throws IOException {
        try (var files = Files.newDirectoryStream(directory, glob)) {
            return files.iterator().next();
        }
    }

    private static void awaitLive(NodeProgram example, int times) {
        Await.until(
                "it is live for the " + times + ". time",
                () -> example.lines().stream().filter(LIVE.asMatchPredicate()).count() >= times,
                example::lines);
    }

    /** Waits until the newest line of each rider is as in REST. */
    private static void awaitTable(NodeProgram example, PushedRace race) {
        Map<String, String> expected = new TreeMap<>();
        for (JsonNode row : race.rows()) {
            JsonNode total = row.get("totalTotal").isNull() ? row.get("total") : row.get("totalTotal");
            expected.put(
                    row.get("bib").asText(),
                    String.join(
                            "\t",
                            text(row.get("rnk")),
                            text(row.get("bib")),
                            text(row.get("name")),
                            total.isNull() ? "" : "%d.%02d".formatted(total.asInt() / 100, total.asInt() % 100),
                            text(row.get("totalBehind"))));
        }
        Await.until(
                "the table is REST's",
                () -> table(example).equals(expected),
                () -> table(example) + " is not " + expected);
    }

    private static Map<String, String> table(NodeProgram example) {
        Map<String, String> rows = new TreeMap<>();
        for (String line : example.lines()) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), line);
            }
        }
        return rows;
    }

    private static void pushed(TestServer server, PushedRace race, int time) {
        int bib = race.rows().get(5).get("bib").asInt();
        assertThat(booth(server, race)
                        .results(json("{'results': [{'raceId': '%s', 'bib': %d, 'time': %d, 'pen': 0, 'total': %d}]}"
                                .formatted(PushedRace.RACE, bib, time, time)))
                        .status())
                .isEqualTo(200);
    }

    private static BoothClient booth(TestServer server, PushedRace race) {
        return new BoothClient(server.api(), PushedRace.EVENT, race.booth().apiKey());
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }

    /** Bytes of the first connection for messages, or of those that went on from a cursor. */
    private static long bytes(NetworkLink link, boolean resumed) {
        return link.received().entrySet().stream()
                .filter(one -> one.getKey().matches(".*/(ws|stream)\\?.*"))
                .filter(one -> one.getKey().contains("since=") == resumed)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
