package org.gatecast.bench.attack;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gatecast.testing.RawHttpClient;

/** Other spellings of paths that are closed to other sites or rate-limited. */
final class PathEncodings implements Attack {
    private static final List<String> CREATING = List.of(
            "/api/v1/admin/events",
            "/api/v1/%61dmin/events",
            "//api/v1/admin/events",
            "/api//v1/admin/events",
            "/api/v1/./admin/events",
            "/api/v1/x/../admin/events",
            "/api/v1/ingest/../admin/events",
            "/api/v1/ingest/%2e%2e/admin/events",
            "/api/v1/ingest/..%2fadmin/events",
            "/api/v1/ingest/..;/admin/events",
            "/api/v1/admin;x/events",
            "/api/v1/admin/events/",
            "/api/v1/admin/events//",
            "/api/v1/admin/events/.",
            "/api/v1/admin\\events",
            "/api/v1/admin%2fevents",
            "/api/v1/admin%5cevents",
            "/API/v1/admin/events",
            "/api/v1/admin/%65vents",
            "/api/v1/admin/events%00",
            "/api/v1/admin/events%20",
            "/api/v1/admin/events%",
            "http://elsewhere/api/v1/admin/events");
    private static final List<String> READING = List.of(
            "/api/v1/ingest/../events",
            "/api/v1/ingest/%2e%2e/events",
            "/api/v1/ingest/./../events/",
            "/api/v1/ingest//../events",
            "/api/v1/ingest/../events/nobody/ws",
            "/assets/../api/v1/events");

    @Override
    public String name() {
        return "paths";
    }

    @Override
    public String bound() {
        return "an address written in another way creates nothing for another site, and is refused as a detour to a read";
    }

    @Override
    public void run(AttackedServer server, AttackScale scale, AttackReport report) {
        for (int i = 0; i < CREATING.size(); i++) {
            String path = CREATING.get(i);
            String body = "{\"eventId\":\"trick-" + i + "\",\"mainTitle\":\"t\"}";
            String response = bytes(
                    server,
                    "POST",
                    path,
                    "Content-Type: application/json\r\nOrigin: http://elsewhere\r\n"
                            + "Sec-Fetch-Site: cross-site\r\nContent-Length: " + body.length() + "\r\n",
                    body);
            report.check(response.startsWith("4"), "POST %s for another site: %s", path, response);
        }
        Set<String> made = new TreeSet<>();
        server.api().adminEvents().path("events").forEach(event -> {
            if (event.get("eventId").asText().startsWith("trick-")) {
                made.add(event.get("eventId").asText());
                server.api().deleteEvent(event.get("eventId").asText());
            }
        });
        report.check(made.isEmpty(), "events made: %s", made);
        for (String path : READING) {
            String response = bytes(server, "GET", path, "", "");
            report.check(response.startsWith("4"), "GET %s: %s", path, response);
        }
    }

    private static String bytes(AttackedServer server, String method, String path, String headers, String body) {
        try {
            return Integer.toString(RawHttpClient.sendBytes(
                            server.port(), method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body)
                    .status());
        } catch (RuntimeException e) {
            return "no answer";
        }
    }
}
