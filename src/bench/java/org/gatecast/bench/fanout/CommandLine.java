package org.gatecast.bench.fanout;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line: options with a value, and options without. */
final class CommandLine {
    static final String USAGE =
            """
            -n N        spectators (1000)
            -z          they offer permessage-deflate
            -sse        over event streams, without compression, and not over WebSocket
            -posts N    posts to measure (200)
            -warm N     posts before that (400); 0 is a process that has just started
            -gap MS     from when everybody has been told one thing to the next (5)
            -jvm "…"    options for the server's JVM (those of conf/jvm.options)
            -floor P    a program that is the floor, given a port (else the one in Java)
            -nodes      the server is one of two nodes on one PostgreSQL
            and one of these, or a rider's clock of about 450 bytes is told:
            -table      results: a table of 105 rows, of which one has changed
            -stuck N    -table, before and while N spectators read nothing
            -race K     the recorded race, K times as fast as it was
            -churn N    -race, while N others come and go every few seconds
            -idle       memory of a spectator who hears nothing
            -histogram  -idle, and what the server's heap and native memory hold
            -restart    everybody comes back at once to a server that has just started
            """;

    private static final Set<String> WITH_VALUE =
            Set.of("-n", "-posts", "-warm", "-gap", "-jvm", "-floor", "-stuck", "-race", "-churn");
    private static final Set<String> ALONE =
            Set.of("-z", "-sse", "-table", "-idle", "-histogram", "-restart", "-nodes");

    private final Map<String, String> given = new HashMap<>();

    /**
     * @throws IllegalArgumentException with the usage
     */
    CommandLine(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            boolean takesValue = WITH_VALUE.contains(option);
            if ((!takesValue && !ALONE.contains(option)) || (takesValue && i + 1 == arguments.length)) {
                throw new IllegalArgumentException("not understood: " + option + "\n" + USAGE);
            }
            given.put(option, takesValue ? arguments[++i] : "");
        }
    }

    boolean has(String option) {
        return given.containsKey(option);
    }

    String text(String option, String otherwise) {
        return given.getOrDefault(option, otherwise);
    }

    int number(String option, int otherwise) {
        return Integer.parseInt(text(option, Integer.toString(otherwise)));
    }

    int spectators() {
        return number("-n", 1000);
    }

    boolean eventStreams() {
        return has("-sse");
    }

    boolean deflate() {
        return has("-z");
    }

    List<String> jvm() {
        // The server has another working directory.
        String shipped = "@" + Path.of("conf", "jvm.options").toAbsolutePath();
        return List.of(text("-jvm", shipped).split(" +"));
    }
}
