package org.gatecast.bench.attack;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Connections that do not read their responses are closed: their sockets disappear from the process. */
final class UnreadConnectionsClosed implements Attack {
    private static final int REQUESTS = 6;
    private static final int LEAST_SECONDS = 2;
    private static final int LONGEST_SECONDS = 60;
    /** Listening sockets, and this program's own kept connections. */
    private static final int OTHERS = 20;

    @Override
    public String name() {
        return "unread-cut";
    }

    @Override
    public String bound() {
        return "250 clients that read nothing are cut within 60 s";
    }

    @Override
    public boolean needsProcess() {
        return true;
    }

    @Override
    public void run(AttackedServer server, AttackScale scale, AttackReport report) throws Exception {
        String requests = UnreadResponses.request(UnreadResponses.largestDoc(server.api()))
                .repeat(REQUESTS);
        try (SilentClients clients = new SilentClients(SourceAddress.UNREAD, server.port())) {
            clients.open(scale.silentClients(), requests);
            long began = System.nanoTime();
            long seconds = 0;
            int most = 0;
            int left = 0;
            do {
                TimeUnit.MILLISECONDS.sleep(200);
                seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
                left = sockets(server);
                most = Math.max(most, left);
                // Those that wait to be accepted are not there yet.
            } while ((left > OTHERS || seconds < LEAST_SECONDS) && seconds < LONGEST_SECONDS);
            report.check(left <= OTHERS, "%d of %d sockets left after %d s", left, most, seconds);
        }
    }

    private static int sockets(AttackedServer server) throws IOException {
        return (int) server.process().openFiles().stream()
                .filter(file -> file.startsWith("socket:"))
                .count();
    }
}
