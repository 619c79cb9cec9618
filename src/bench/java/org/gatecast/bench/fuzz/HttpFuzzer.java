package org.gatecast.bench.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.testing.ApiClient;

/** Runs random cases against one server, several at a time, in rounds with new events each. */
final class HttpFuzzer {
    private static final int MOST_BREACHES = 20;
    /** Cases in a row on one connection, and how often they are sent all at once. */
    private static final int BLOCK = 4;

    private static final int PIPELINED_ONE_IN = 5;
    private static final Pattern EVENT_ID = Pattern.compile("\"eventId\":\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"#:]+)\"");

    private final ApiClient master;
    private final RandomRequests maker;
    private final long seed;
    private final int threads;
    private final Map<String, AtomicLong> statuses = new ConcurrentSkipListMap<>();
    private final Map<String, AtomicLong> granted = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<String> unanswered = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> breaches = new ConcurrentLinkedQueue<>();

    /**
     * @param api of a server whose master password is {@link RandomRequests#PASSWORD}
     */
    HttpFuzzer(ApiClient api, long seed, int threads) throws IOException {
        this.master = api.asMaster(RandomRequests.PASSWORD);
        this.seed = seed;
        this.threads = threads;
        List<ApiOperations.Operation> operations = ApiOperations.read();
        for (ApiOperations.Operation operation : operations) {
            granted.put(operation.toString(), new AtomicLong());
        }
        this.maker = new RandomRequests(operations, files());
    }

    private List<String> files() {
        List<String> files = new ArrayList<>();
        for (String page : List.of("/", "/admin", "/api/docs")) {
            Matcher links = LINK.matcher(master.get(page).text());
            links.results()
                    .map(link -> link.group(1))
                    .map(link -> link.startsWith("/") ? link : "/api/" + link)
                    .forEach(files::add);
        }
        return files;
    }

    /** Makes the cases {@code from} to {@code to}, in a world of their own, and looks whether that is as it has to be. */
    void round(long from, long to) throws InterruptedException {
        FuzzEvents events = new FuzzEvents(master);
        AtomicLong next = new AtomicLong(from);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> work(events, next, to), "fuzz-" + i);
            workers.add(thread);
            thread.start();
        }
        for (Thread thread : workers) {
            thread.join();
        }
        events.breaches().forEach(breach -> breaches.add("in cases " + from + " to " + to + ": " + breach));
    }

    /** Makes one case by itself, and says what was asked and answered. */
    String one(long number) {
        FuzzEvents events = new FuzzEvents(master);
        FuzzedRequest request = maker.make(events, new RandomChoices(seed, number), number);
        try (FuzzConnection connection = new FuzzConnection(master.port())) {
            return request + "\n---\n" + connection.send(List.of(request)).get(0);
        }
    }

    private void work(FuzzEvents events, AtomicLong next, long to) {
        try (FuzzConnection connection = new FuzzConnection(master.port())) {
            for (long first = next.getAndAdd(BLOCK); first < to; first = next.getAndAdd(BLOCK)) {
                List<FuzzedRequest> block = new ArrayList<>();
                for (long number = first; number < Math.min(to, first + BLOCK); number++) {
                    block.add(request(events, number));
                }
                boolean together = new RandomChoices(seed, -first).oneIn(PIPELINED_ONE_IN);
                List<FuzzResponse> replies = together ? connection.sendTogether(block) : connection.send(block);
                for (int i = 0; i < replies.size(); i++) {
                    count(events, block.get(i), replies.get(i), first + i);
                }
            }
            statuses.computeIfAbsent("cut short by what was sent behind", name -> new AtomicLong())
                    .addAndGet(connection.cutShort());
        } catch (RuntimeException | Error e) {
            breaches.add("the fuzzer itself failed: " + e);
        }
    }

    private FuzzedRequest request(FuzzEvents events, long number) {
        FuzzedRequest request = maker.make(events, new RandomChoices(seed, number), number);
        if (request.operation().toString().equals("POST /api/v1/admin/events") && request.asMaster()) {
            Matcher named = EVENT_ID.matcher(request.message());
            while (named.find()) {
                events.wasMade(named.group(1));
            }
        }
        return request;
    }

    private void count(FuzzEvents events, FuzzedRequest request, FuzzResponse response, long number) {
        statuses.computeIfAbsent(name(request, response), name -> new AtomicLong())
                .incrementAndGet();
        if (response.status() == FuzzResponse.ENDED && unanswered.size() < MOST_BREACHES) {
            unanswered.add("case " + number + ": " + request);
        }
        if (response.status() / 100 == 2 || response.status() == 101 || response.status() == 304) {
            AtomicLong count = granted.get(request.operation().toString());
            if (count != null && request.method().equals(request.operation().method())) {
                count.incrementAndGet();
            }
        }
        if (response.status() == 201 && request.asMaster()) {
            try {
                events.wasMade(ApiClient.parse(response.text()).path("eventId").asText());
            } catch (IllegalArgumentException noJson) {
                // The rules tell.
            }
        }
        String breach = ResponseRules.breach(events, request, response);
        if (breach != null && breaches.size() < MOST_BREACHES) {
            breaches.add("case " + number + ", seed " + seed + ": " + breach + "\n" + request + "\n---\n" + response);
        }
    }

    /** Requests that got no response, which their framing does not promise them; the first few. */
    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    private static String name(FuzzedRequest request, FuzzResponse response) {
        String framing = request.intact() ? "" : " (spoilt framing)";
        return switch (response.status()) {
            case FuzzResponse.ENDED -> "ended without an answer" + framing;
            case FuzzResponse.SILENT -> "silent" + framing;
            case FuzzResponse.BROKEN -> "broken" + framing;
            default -> Integer.toString(response.status());
        };
    }

    /** How many responses of each kind there were. */
    Map<String, AtomicLong> statuses() {
        return statuses;
    }

    /** How often each operation was granted. */
    Map<String, AtomicLong> granted() {
        return granted;
    }

    /** What must not be and was; the first of many. */
    List<String> breaches() {
        return List.copyOf(breaches);
    }
}
