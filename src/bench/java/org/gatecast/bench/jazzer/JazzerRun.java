package org.gatecast.bench.jazzer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the {@linkplain FuzzTarget fuzz targets} under Jazzer, one after the other, each in a process of its own, and keeps
 * the fewest inputs that reach as much of the code as all that were found: in {@code src/test/resources/fuzz}.
 *
 * <pre>
 *   mvn -q -Pfuzz test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *       -Dexec.args="-cp %classpath org.gatecast.bench.jazzer.JazzerRun 300"
 * </pre>
 *
 * <p>Arguments: seconds for each target, and the names of targets ({@code Export CursorFuzz …}, otherwise all). An input
 * that shows a fault ends its target's run and is in {@code target/fuzz/…/found}; its line for the corpus is printed.
 */
public final class JazzerRun {
    private static final Path DIRECTORY = Path.of("target", "fuzz");
    private static final Pattern PROGRESS = Pattern.compile("cov: (\\d+) ft: (\\d+) ");
    private static final Pattern EXECUTIONS = Pattern.compile("number_of_executed_units: (\\d+)");

    /** What is measured, and so what inputs are kept for: the service and what reads for it. */
    private static final String INSTRUMENTED = String.join(
            ":",
            "org.gatecast.**",
            "com.ctc.wstx.**",
            "com.fasterxml.jackson.core.**",
            "io.netty.handler.codec.http.*",
            "io.vertx.core.http.impl.**");

    /** An input that takes longer is a fault. */
    private static final int MOST_SECONDS_PER_INPUT = 10;

    private final FuzzTarget target;
    private final Path directory;

    private JazzerRun(FuzzTarget target) {
        this.target = target;
        this.directory = DIRECTORY.resolve(target.title());
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        List<String> names = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
        for (FuzzTarget target : FuzzTarget.values()) {
            if (names.isEmpty()
                    || names.contains(target.title())
                    || names.contains(target.type().getSimpleName())) {
                new JazzerRun(target).run(seconds);
            }
        }
    }

    private void run(int seconds) throws IOException, InterruptedException {
        Path begun = emptied("begun");
        Path found = emptied("found");
        Path fewest = emptied("fewest");
        Path all = Files.createDirectories(directory.resolve("all"));
        List<byte[]> inputs = new ArrayList<>(target.seeds());
        inputs.addAll(Corpus.of(target).read());
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(begun.resolve(Integer.toString(i)), inputs.get(i));
        }
        String log = jazzer(
                "run",
                "-max_total_time=" + seconds,
                "-max_len=" + target.longestInput(),
                "-timeout=" + MOST_SECONDS_PER_INPUT,
                "-rss_limit_mb=0",
                "-artifact_prefix=" + found + "/",
                "-print_final_stats=1",
                all.toString(),
                begun.toString());
        List<Path> faults = files(found);
        for (Path fault : faults) {
            System.out.println(target.title() + " FAULT " + Corpus.line(Files.readAllBytes(fault)));
        }
        if (faults.isEmpty()) {
            // By branches alone, however often one is taken: a tenth of the inputs.
            jazzer("merge", "-merge=1", "-use_counters=0", fewest.toString(), all.toString(), begun.toString());
            List<byte[]> kept = new ArrayList<>();
            for (Path input : files(fewest)) {
                kept.add(Files.readAllBytes(input));
            }
            if (!kept.isEmpty()) {
                Corpus.of(target).write(kept);
            }
        }
        System.out.printf(
                "%s: %s executions in %d s, %s edges, %s features, %d inputs kept%n",
                target.title(),
                last(EXECUTIONS, log, 1),
                seconds,
                last(PROGRESS, log, 1),
                last(PROGRESS, log, 2),
                files(fewest).size());
    }

    /** What Jazzer said; it is in a file too. */
    private String jazzer(String step, String... options) throws IOException, InterruptedException {
        Path log = directory.resolve(step + ".log");
        List<String> command = new ArrayList<>(List.of(
                "nice",
                "-n",
                "10",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerEntry.class.getName(),
                "--target_args=" + target.name(),
                "--instrumentation_includes=" + INSTRUMENTED,
                "--custom_hook_includes=" + INSTRUMENTED,
                "--reproducer_path=" + directory));
        command.addAll(List.of(options));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        return Files.readString(log);
    }

    private Path emptied(String name) throws IOException {
        Path path = Files.createDirectories(directory.resolve(name));
        for (Path file : files(path)) {
            Files.delete(file);
        }
        return path;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static String last(Pattern pattern, String log, int group) {
        List<MatchResult> all = pattern.matcher(log).results().toList();
        return all.isEmpty() ? "?" : all.get(all.size() - 1).group(group);
    }
}
