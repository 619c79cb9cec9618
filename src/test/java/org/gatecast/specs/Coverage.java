package org.gatecast.specs;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What of the contract has been met, and what was met that is not in it. Any thread. */
public final class Coverage {
    private final Map<String, Set<Integer>> statuses = new ConcurrentHashMap<>();
    private final Set<String> messages = ConcurrentHashMap.newKeySet();
    private final Queue<String> mismatches = new ConcurrentLinkedQueue<>();
    private final HttpContract http;
    private final MessageContract live;

    Coverage(HttpContract http, MessageContract live) {
        this.http = http;
        this.live = live;
    }

    void met(String operation, int status) {
        statuses.computeIfAbsent(operation, id -> ConcurrentHashMap.newKeySet()).add(status);
    }

    void met(String message) {
        messages.add(message);
    }

    void mismatch(String text) {
        mismatches.add(text);
    }

    /** Whether anything has been checked at all. */
    public boolean isEmpty() {
        return statuses.isEmpty() && messages.isEmpty() && mismatches.isEmpty();
    }

    /** Everything that was not as documented, in the order it was met. */
    public List<String> mismatches() {
        return List.copyOf(mismatches);
    }

    /** Operations that were never granted, by id. */
    public Set<String> unexercisedOperations() {
        Set<String> ids = new TreeSet<>();
        http.operations().forEach(operation -> {
            if (met(operation).stream().noneMatch(status -> status < 400)) {
                ids.add(operation.id());
            }
        });
        return ids;
    }

    /** Documented responses that were never seen: {@code "createEvent 409"}. */
    public Set<String> unexercisedStatuses() {
        Set<String> responses = new TreeSet<>();
        http.operations().forEach(operation -> operation.statuses().stream()
                .filter(status ->
                        status != ApiContract.INTERNAL && !met(operation).contains(status))
                .forEach(status -> responses.add(operation.id() + " " + status)));
        return responses;
    }

    /** Messages that never came, by name. */
    public Set<String> unexercisedMessages() {
        Set<String> names = new TreeSet<>(live.names());
        names.removeAll(messages);
        return names;
    }

    private Set<Integer> met(HttpContract.Operation operation) {
        return statuses.getOrDefault(operation.id(), Set.of());
    }
}
