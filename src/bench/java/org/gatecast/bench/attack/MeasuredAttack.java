package org.gatecast.bench.attack;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.BoothClient;

/** An attack next to regular clients: their latencies before and during it, and the memory of the service. */
final class MeasuredAttack {
    /** What specs/operations.md adds up for 1,500 connections, 100 of them spectators of one event, and the process itself. */
    static final double MOST_RESIDENT_MIB = 256;

    /** Two figures that differ by less are the same to a spectator, and to a measurement on a busy machine. */
    private static final double SAME_MILLIS = 50;

    private MeasuredAttack() {}

    /** Begins an attack, which goes on until what it returns is closed. */
    interface Beginning {
        Attackers begin() throws IOException;
    }

    /** Those who are there until they are closed. */
    interface Attackers extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param booth of the event that is watched
     */
    static void run(
            AttackedServer server, BoothClient booth, AttackScale scale, AttackReport report, Beginning beginning)
            throws Exception {
        try (RegularClients regular = new RegularClients(booth, scale.spectators())) {
            TimeUnit.MILLISECONDS.sleep(scale.quiet().toMillis());
            // Until now the service warmed up.
            regular.take();
            TimeUnit.MILLISECONDS.sleep(scale.quiet().toMillis());
            RegularClients.Figures before = regular.take();
            MemoryPeak memory = server.isOwn() ? new MemoryPeak(server) : null;
            Attackers attackers = beginning.begin();
            try (memory) {
                TimeUnit.MILLISECONDS.sleep(scale.coming().toMillis());
                RegularClients.Figures coming = regular.take();
                report.note(
                        "as they came, at once: health %s; on course %s; heard %s",
                        coming.health(), coming.onCourse(), coming.received());
                TimeUnit.MILLISECONDS.sleep(scale.attack().toMillis());
                judge(before, regular.take(), scale, report);
                if (memory != null) {
                    judge(server, memory, report);
                }
            } finally {
                attackers.close();
            }
        }
    }

    private static void judge(AttackedServer server, MemoryPeak memory, AttackReport report) {
        report.check(
                memory.residentMib() <= MOST_RESIDENT_MIB,
                "at most %.0f MiB resident (direct buffers %.0f), bound %.0f",
                memory.residentMib(),
                memory.directMib(),
                MOST_RESIDENT_MIB);
        report.check(
                server.isAlive() && server.stops(), "is there, and ends within 30 s of SIGTERM while they are there");
    }

    private static void judge(
            RegularClients.Figures before, RegularClients.Figures during, AttackScale scale, AttackReport report) {
        report.note("before: health %s; on course %s; heard %s", before.health(), before.onCourse(), before.received());
        double most = scale.answerMillis();
        report.check(during.health().p99() <= most, "/health 99%% in %s, bound %.0f ms", during.health(), most);
        report.check(during.onCourse().p99() <= most, "on course 99%% in %s, bound %.0f ms", during.onCourse(), most);
        double mostHeard = Math.max(Math.max(2 * before.received().p99(), SAME_MILLIS), most > 100 ? most : 0);
        report.check(
                during.received().p99() <= mostHeard,
                "spectators heard 99%% in %s, bound %.0f ms (twice the quiet)",
                during.received(),
                mostHeard);
        report.check(during.unanswered() == 0, "%d calls without 200", during.unanswered());
        report.check(during.cut() == 0, "%d spectators cut", during.cut());
    }
}
