package org.gatecast.bench.attack;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Recording;

/** One event's timing booth begins as many exports as it may and sends them as slowly as it may. */
final class SlowUploads implements Attack {
    private static final int UPLOADS = 8;
    private static final int DROP_BYTES = 2_048;
    private static final int LONGEST_SECONDS = 5;
    private static final String XML = "application/xml";

    @Override
    public String name() {
        return "slow-bodies";
    }

    @Override
    public String bound() {
        return "8 slow uploads of 10 MB to one event: another's export is taken within 5 s, each time";
    }

    @Override
    public void run(AttackedServer server, AttackScale scale, AttackReport report) throws Exception {
        BoothClient slow = server.draft("slow");
        BoothClient other = server.draft("other");
        byte[] export =
                Recording.xml(LocalDate.now(Clock.systemUTC())).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] table = "{\"results\":[]}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        other.imported(ExportXml.small(LocalDate.now(Clock.systemUTC())).toString());
        other.through("startlist", "running");
        int refused = 0;
        double longest = 0;
        try (SilentClients uploads = new SilentClients(SourceAddress.SLOW_BODIES, server.port());
                ReconnectingCaller connection = new ReconnectingCaller(other, 60_000)) {
            uploads.open(UPLOADS, head(slow));
            int rounds = (int) Math.max(2, scale.attack().toSeconds() / 2);
            for (int i = 0; i < rounds; i++) {
                uploads.send(" ".repeat(2 * DROP_BYTES));
                long began = System.nanoTime();
                int status = connection.post("/api/v1/ingest/xml", XML, export);
                int tableStatus = connection.post("/api/v1/ingest/results", table);
                longest = Math.max(longest, (System.nanoTime() - began) / 1e9);
                if (status != 200 || tableStatus != 200) {
                    report.note("export %d, table %d in round %d", status, tableStatus, i);
                    refused++;
                }
                TimeUnit.SECONDS.sleep(scale.equals(AttackScale.FULL) ? 2 : 0);
            }
            report.check(refused == 0, "%d of %d exports and tables of another event refused", refused, rounds);
            report.check(longest <= LONGEST_SECONDS, "the longest took %.1f s, bound %d s", longest, LONGEST_SECONDS);
        }
    }

    private static String head(BoothClient booth) {
        return String.format(
                Locale.ROOT,
                "POST /api/v1/ingest/xml HTTP/1.1\r\nHost: a\r\nContent-Type: application/xml\r\nX-API-Key: %s\r\n"
                        + "Content-Length: 10000000\r\n\r\n<Canoe123Data>",
                booth.apiKey());
    }
}
