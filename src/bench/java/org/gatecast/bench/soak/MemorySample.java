package org.gatecast.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gatecast.bench.MeasuredServer;

/**
 * What the service held at the end of one minute.
 *
 * @param heapKib what is in use after a forced collection
 * @param sockets all of the process's, listening ones too
 * @param files file descriptors, sockets among them
 * @param walBytes the length of SQLite's log
 * @param slowMillis 99th percentile, in the minute, from posting a table to a spectator's reading of it
 */
record MemorySample(
        int minute,
        long heapKib,
        long residentKib,
        int sockets,
        int files,
        long walBytes,
        double slowMillis,
        int present,
        int came,
        int turnedAway,
        long calls,
        long messages) {

    static MemorySample take(
            int minute, MeasuredServer server, Path database, SoakRace soakRace, SoakPopulation population)
            throws IOException, InterruptedException {
        double slow = population.slowestMillis();
        server.collectGarbage();
        List<String> open = server.openFiles();
        Path wal = Path.of(database + "-wal");
        MemorySample sample = new MemorySample(
                minute,
                server.heapKib(),
                server.residentKib(),
                (int) open.stream().filter(file -> file.startsWith("socket:")).count(),
                open.size(),
                Files.exists(wal) ? Files.size(wal) : 0,
                slow,
                population.present(),
                population.came(),
                population.turnedAway(),
                soakRace.calls(),
                population.messages());
        // What was measured while the JVM was made to collect is the collection's.
        population.slowestMillis();
        return sample;
    }

    static void printHead() {
        System.out.println("minute | heap, KiB | resident, KiB | sockets | descriptors | WAL, KiB | p99, ms"
                + " | present | came | turned away | calls | messages read");
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "%6d | %9d | %13d | %7d | %11d | %8d | %7.1f | %7d | %4d | %11d | %5d | %13d%n",
                minute,
                heapKib,
                residentKib,
                sockets,
                files,
                walBytes / 1024,
                slowMillis,
                present,
                came,
                turnedAway,
                calls,
                messages);
    }
}
