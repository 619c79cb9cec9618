package org.gatecast.bench.kill;

import static org.gatecast.bench.kill.DurableCall.Kind.CONFIG;
import static org.gatecast.bench.kill.DurableCall.Kind.RESULTS;
import static org.gatecast.bench.kill.DurableCall.Kind.XML;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.gatecast.bench.HttpConnection;
import org.gatecast.bench.HttpConnection.Response;
import org.gatecast.bench.kill.DurableCall.Kind;

/** One event's timing booth, which remembers its acknowledged calls. It pushes on one thread at a time. */
final class AcknowledgedCalls {
    private static final Kind[] ROUND = {RESULTS, RESULTS, CONFIG, RESULTS, XML};
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int JOURNAL = 200;

    private final String eventId;
    private final String apiKey;
    private final Map<Kind, Integer> numbers = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> last = new EnumMap<>(Kind.class);
    /** As the journal should list it, the oldest first. */
    private final List<DurableCall> journal = new ArrayList<>();

    private DurableCall open;
    private int turn;
    private int riders;
    private long acknowledged;

    private AcknowledgedCalls(String eventId, String apiKey) {
        this.eventId = eventId;
        this.apiKey = apiKey;
    }

    /** Creates the event and brings it to running. */
    static AcknowledgedCalls open(int port, String eventId) throws IOException {
        try (HttpConnection organiser = new HttpConnection(port)) {
            String created = require(send(
                    organiser,
                    "POST",
                    "/api/v1/admin/events",
                    "{\"eventId\": \"" + eventId + "\", \"mainTitle\": \"Killed\"}"));
            AcknowledgedCalls calls = new AcknowledgedCalls(
                    eventId, MAPPER.readTree(created).get("apiKey").asText());
            organiser.authorize(calls.apiKey);
            calls.send(organiser, new DurableCall(XML, 0));
            for (String status : List.of("startlist", "running")) {
                require(send(
                        organiser,
                        "PATCH",
                        "/api/v1/admin/events/" + eventId + "/status",
                        "{\"status\": \"" + status + "\"}"));
            }
            calls.send(organiser, new DurableCall(RESULTS, 0));
            calls.send(organiser, new DurableCall(CONFIG, 0));
            return calls;
        }
    }

    private static Response send(HttpConnection organiser, String method, String path, String body) throws IOException {
        return organiser.send(method, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpConnection booth(int port) throws IOException {
        HttpConnection booth = new HttpConnection(port);
        booth.authorize(apiKey);
        return booth;
    }

    long acknowledged() {
        return acknowledged;
    }

    /** Until nobody answers any more. */
    void push(int port) {
        try (HttpConnection booth = booth(port)) {
            while (true) {
                require(DurableCall.rider(booth, ++riders));
                acknowledged++;
                Kind kind = ROUND[turn++ % ROUND.length];
                send(booth, new DurableCall(kind, numbers.get(kind) + 1));
            }
        } catch (IOException killed) {
            // What was under way is remembered.
        }
    }

    /** Sends again what was under way when the service was killed, as a booth does. */
    void retry(int port) throws IOException {
        if (open != null) {
            try (HttpConnection booth = booth(port)) {
                send(booth, open);
            }
        }
    }

    private void send(HttpConnection booth, DurableCall call) throws IOException {
        open = call;
        numbers.put(call.kind(), call.number());
        require(call.send(booth, eventId));
        open = null;
        acknowledged++;
        last.put(call.kind(), call.number());
        if (call.kind() != CONFIG) {
            journal.add(call);
        }
    }

    private static String require(Response response) {
        if (response.status() / 100 != 2) {
            throw new IllegalStateException("refused: " + response);
        }
        return response.body();
    }

    /** What is there but should not be, or is not there but should. */
    List<String> audit(int port) throws IOException {
        try (HttpConnection api = booth(port)) {
            return audit(api);
        }
    }

    private List<String> audit(HttpConnection api) throws IOException {
        List<String> findings = new ArrayList<>();
        boolean arrived = hold(findings, RESULTS, live(api), DurableCall::time);
        arrived |= hold(findings, XML, exported(api), DurableCall::time);
        Set<String> editions = names(api);
        if (editions.size() != 1) {
            findings.add(eventId + ": half an import: " + editions);
        } else if (!editions.contains(DurableCall.EDITION + imported(api))) {
            findings.add(eventId + ": names of " + editions + " beside times of another import");
        }
        holdConfig(findings, api);
        holdJournal(findings, api, arrived);
        return findings;
    }

    /**
     * @return whether the call under way is what is there
     */
    private boolean hold(List<String> findings, Kind kind, Set<Integer> found, Function<Integer, Integer> said) {
        boolean isOpen = open != null && open.kind() == kind;
        boolean arrived = isOpen && found.equals(Set.of(said.apply(open.number())));
        if (!arrived && !found.equals(Set.of(said.apply(last.get(kind))))) {
            findings.add(eventId + ": acknowledged " + kind + " " + said.apply(last.get(kind))
                    + (isOpen ? ", under way " + said.apply(open.number()) : "") + ", found " + found);
        }
        return arrived;
    }

    private void holdConfig(List<String> findings, HttpConnection api) throws IOException {
        String found = read(api, "/api/v1/admin/events/" + eventId + "/config")
                .get("mergeStrategy")
                .asText();
        boolean underWay = open != null && open.kind() == CONFIG && found.equals(DurableCall.strategy(open.number()));
        if (!underWay && !found.equals(DurableCall.strategy(last.get(CONFIG)))) {
            findings.add(eventId + ": acknowledged " + DurableCall.strategy(last.get(CONFIG)) + ", found " + found);
        }
    }

    private void holdJournal(List<String> findings, HttpConnection api, boolean arrived) throws IOException {
        List<DurableCall> expected = new ArrayList<>(journal);
        if (arrived) {
            expected.add(open);
        }
        int from = Math.max(0, expected.size() - JOURNAL);
        List<String> should = new ArrayList<>();
        for (int i = expected.size() - 1; i >= from; i--) {
            DurableCall call = expected.get(i);
            should.add(call.kind().name().toLowerCase(Locale.ROOT) + " " + call.bytes());
        }
        JsonNode read = read(api, "/api/v1/admin/events/" + eventId + "/ingests?limit=" + should.size());
        List<String> found = StreamSupport.stream(read.get("ingests").spliterator(), false)
                .map(entry -> entry.get("source").asText() + " " + entry.get("bytes"))
                .toList();
        if (!found.equals(should)) {
            findings.add(eventId + ": the journal has " + found + " instead of " + should);
        }
    }

    private Set<Integer> live(HttpConnection api) throws IOException {
        return times(api, DurableCall.LIVE_RACE);
    }

    private Set<Integer> exported(HttpConnection api) throws IOException {
        return times(api, DurableCall.EXPORTED_RACE);
    }

    private int imported(HttpConnection api) throws IOException {
        return exported(api).iterator().next() - DurableCall.time(0);
    }

    private Set<Integer> times(HttpConnection api, String race) throws IOException {
        Set<Integer> times = new TreeSet<>();
        JsonNode rows = rows(api, race);
        rows.forEach(row -> times.add(row.get("time").asInt()));
        if (rows.size() != DurableCall.RIDERS) {
            times.add(-rows.size());
        }
        return times;
    }

    /** Given names, of both races. */
    private Set<String> names(HttpConnection api) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String race : List.of(DurableCall.LIVE_RACE, DurableCall.EXPORTED_RACE)) {
            rows(api, race).forEach(row -> {
                String name = row.get("name").asText();
                names.add(name.substring(name.indexOf(DurableCall.EDITION)));
            });
        }
        return names;
    }

    private JsonNode rows(HttpConnection api, String race) throws IOException {
        return read(api, "/api/v1/events/" + eventId + "/results/" + race).get("results");
    }

    private static JsonNode read(HttpConnection api, String path) throws IOException {
        return MAPPER.readTree(require(send(api, "GET", path, "")));
    }
}
