package org.gatecast.bench.kill;

import static org.gatecast.bench.kill.Deed.Kind.CONFIG;
import static org.gatecast.bench.kill.Deed.Kind.RESULTS;
import static org.gatecast.bench.kill.Deed.Kind.XML;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.gatecast.bench.kill.Deed.Kind;
import org.gatecast.testing.Answer;
import org.gatecast.testing.Api;
import org.gatecast.testing.Booth;

/** One event's timing booth, with a memory of its own of what was acknowledged. Pushes on one thread at a time. */
final class Account {
    private static final Kind[] ROUND = {RESULTS, RESULTS, CONFIG, RESULTS, XML};
    private static final int JOURNAL = 200;

    private final String eventId;
    private final String apiKey;
    private final Map<Kind, Integer> numbers = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> last = new EnumMap<>(Kind.class);
    /** As the journal should list it, the oldest first. */
    private final List<Deed> journal = new ArrayList<>();

    private Deed open;
    private int turn;
    private int riders;
    private long acknowledged;

    private Account(Booth booth) {
        this.eventId = booth.eventId();
        this.apiKey = booth.apiKey();
    }

    static Account open(Api api, String eventId) {
        Account account = new Account(api.createEvent(eventId));
        Booth booth = account.booth(api);
        account.send(booth, new Deed(XML, 0));
        booth.through("startlist", "running");
        account.send(booth, new Deed(RESULTS, 0));
        account.send(booth, new Deed(CONFIG, 0));
        return account;
    }

    private Booth booth(Api api) {
        return new Booth(api, eventId, apiKey);
    }

    long acknowledged() {
        return acknowledged;
    }

    /** Until nobody answers any more. */
    void push(Api api) {
        Booth booth = booth(api);
        try {
            while (true) {
                require(booth.oncourse(Deed.rider(++riders)));
                acknowledged++;
                Kind kind = ROUND[turn++ % ROUND.length];
                send(booth, new Deed(kind, numbers.get(kind) + 1));
            }
        } catch (UncheckedIOException killed) {
            // What was under way is remembered.
        }
    }

    /** Sends again what was under way when the service was killed, as a booth does. */
    void retry(Api api) {
        if (open != null) {
            send(booth(api), open);
        }
    }

    private void send(Booth booth, Deed deed) {
        open = deed;
        numbers.put(deed.kind(), deed.number());
        require(deed.send(booth));
        open = null;
        acknowledged++;
        last.put(deed.kind(), deed.number());
        if (deed.kind() != CONFIG) {
            journal.add(deed);
        }
    }

    private static void require(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError("refused: " + answer);
        }
    }

    /** What is there but should not be, or is not there but should. */
    List<String> audit(Api api) {
        List<String> findings = new ArrayList<>();
        boolean arrived = hold(findings, RESULTS, live(api), Deed::time);
        arrived |= hold(findings, XML, exported(api), Deed::time);
        Set<String> editions = names(api);
        if (editions.size() != 1) {
            findings.add(eventId + ": half an import: " + editions);
        } else if (!editions.contains(Deed.EDITION + imported(api))) {
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

    private void holdConfig(List<String> findings, Api api) {
        String found = booth(api).config().body().get("mergeStrategy").asText();
        boolean underWay = open != null && open.kind() == CONFIG && found.equals(Deed.strategy(open.number()));
        if (!underWay && !found.equals(Deed.strategy(last.get(CONFIG)))) {
            findings.add(eventId + ": acknowledged " + Deed.strategy(last.get(CONFIG)) + ", found " + found);
        }
    }

    private void holdJournal(List<String> findings, Api api, boolean arrived) {
        List<Deed> expected = new ArrayList<>(journal);
        if (arrived) {
            expected.add(open);
        }
        int from = Math.max(0, expected.size() - JOURNAL);
        List<String> should = new ArrayList<>();
        for (int i = expected.size() - 1; i >= from; i--) {
            Deed deed = expected.get(i);
            should.add(deed.kind().name().toLowerCase(Locale.ROOT) + " " + deed.bytes());
        }
        JsonNode read = api.get(
                        "/api/v1/admin/events/" + eventId + "/ingests?limit=" + should.size(), "X-API-Key", apiKey)
                .body();
        List<String> found = StreamSupport.stream(read.get("ingests").spliterator(), false)
                .map(entry -> entry.get("source").asText() + " " + entry.get("bytes"))
                .toList();
        if (!found.equals(should)) {
            findings.add(eventId + ": the journal has " + found + " instead of " + should);
        }
    }

    private Set<Integer> live(Api api) {
        return times(api, Deed.LIVE_RACE);
    }

    private Set<Integer> exported(Api api) {
        return times(api, Deed.EXPORTED_RACE);
    }

    private int imported(Api api) {
        return exported(api).iterator().next() - Deed.time(0);
    }

    private Set<Integer> times(Api api, String race) {
        Set<Integer> times = new TreeSet<>();
        JsonNode rows = api.results(eventId, race).body().get("results");
        rows.forEach(row -> times.add(row.get("time").asInt()));
        if (rows.size() != Deed.RIDERS) {
            times.add(-rows.size());
        }
        return times;
    }

    /** Given names, of both races. */
    private Set<String> names(Api api) {
        Set<String> names = new TreeSet<>();
        for (String race : List.of(Deed.LIVE_RACE, Deed.EXPORTED_RACE)) {
            api.results(eventId, race).body().get("results").forEach(row -> {
                String name = row.get("name").asText();
                names.add(name.substring(name.indexOf(Deed.EDITION)));
            });
        }
        return names;
    }
}
