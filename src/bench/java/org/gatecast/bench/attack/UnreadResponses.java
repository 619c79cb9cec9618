package org.gatecast.bench.attack;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;

/** Connections that request something large several times and read nothing. */
final class UnreadResponses implements Attack {
    private static final int REQUESTS = 6;
    private static final int RIDERS = 3_000;
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"(/?[^\"#:]+)\"");

    private final boolean docs;

    private UnreadResponses(boolean docs) {
        this.docs = docs;
    }

    static UnreadResponses ofDocs() {
        return new UnreadResponses(true);
    }

    static UnreadResponses ofTables() {
        return new UnreadResponses(false);
    }

    @Override
    public String name() {
        return docs ? "unread-docs" : "unread-tables";
    }

    @Override
    public String bound() {
        return "250 clients that ask 6 times for " + (docs ? "the largest file of the docs" : "a table of 3,000 riders")
                + " and read nothing: health and riders on course answered, spectators told, memory bounded, SIGTERM heeded,"
                + " their connections cut";
    }

    @Override
    public void run(AttackedServer server, AttackScale scale, AttackReport report) throws Exception {
        BoothClient booth = server.runningEvent("unread");
        String path = docs ? largestDoc(server.api()) : largeTable(server);
        String requests = request(path).repeat(REQUESTS);
        MeasuredAttack.run(server, booth, scale, report, () -> {
            SilentClients clients = new SilentClients(SourceAddress.UNREAD, server.port());
            clients.open(scale.silentClients(), requests);
            return clients;
        });
    }

    static String request(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    /** Of the files that the page of the docs loads. */
    static String largestDoc(ApiClient api) {
        Matcher links = LINK.matcher(api.get("/api/docs").text());
        return links.results()
                .map(link -> link.group(1))
                .map(link -> link.startsWith("/") ? link : "/api/" + link)
                .filter(link -> link.startsWith("/api/docs"))
                .max(Comparator.comparingInt(link -> api.get(link).bytes().length()))
                .orElseThrow();
    }

    private static String largeTable(AttackedServer server) {
        BoothClient large = server.runningEvent(
                "large", ExportXml.big(LocalDate.now(Clock.systemUTC()), RIDERS).toString());
        return "/api/v1/events/" + large.eventId() + "/results/K1M_FIN?detailed=true";
    }
}
