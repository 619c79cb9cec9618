package org.gatecast.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A temporary directory of processes. A shell, which ends later than this JVM however that ends, kills all processes whose
 * working directory is in it, and removes it.
 */
final class RunDirectory implements AutoCloseable {
    /** PostgreSQL removes its shared memory when it is asked to quit. */
    private static final String SCRIPT =
            """
            cat > /dev/null
            for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
                left=
                for process in /proc/[0-9]*; do
                    case "$(readlink "$process/cwd")" in
                        "$1"|"$1"/*) ;;
                        *) continue ;;
                    esac
                    left=1
                    signal=KILL
                    [ "$round" -lt 10 ] && [ "$(cat "$process/comm")" = postgres ] && signal=QUIT
                    kill -CONT "${process#/proc/}"
                    kill -$signal "${process#/proc/}"
                done
                [ -z "$left" ] && break
                sleep 0.2
            done
            rm -rf "$1\"""";

    private final Path path;
    private final Process keeper;

    private RunDirectory(Path path, Process keeper) {
        this.path = path;
        this.keeper = keeper;
    }

    static RunDirectory create() {
        try {
            Path path = Files.createTempDirectory("gatecast-faults");
            Process keeper = new ProcessBuilder(List.of("setsid", "sh", "-c", SCRIPT, "keeper", path.toString()))
                    .directory(Path.of("/").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new RunDirectory(path, keeper);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    /** Kills the processes, and waits until the directory is gone. */
    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            keeper.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
