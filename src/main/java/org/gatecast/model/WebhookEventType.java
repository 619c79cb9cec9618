package org.gatecast.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What webhooks tell, with the type of its CloudEvents. */
public enum WebhookEventType {
    /** Rows of a race's table are new, different or gone. */
    RESULTS_CHANGED("org.gatecast.results.changed"),
    /** Others than before have rank 1 in a race. */
    LEAD_CHANGED("org.gatecast.lead.changed"),
    /** A race has another status. */
    RACE_STATUS_CHANGED("org.gatecast.race.status.changed"),
    /** A race's results are official, or official and revised. */
    RACE_OFFICIAL("org.gatecast.race.official"),
    /** The event has another status. */
    EVENT_STATUS_CHANGED("org.gatecast.event.status.changed");

    /** The type of the event that an organiser sends to try a webhook. */
    public static final String TEST = "org.gatecast.webhook.test";

    private final String label;

    WebhookEventType(String label) {
        this.label = label;
    }

    /** The CloudEvents attribute {@code type}. */
    public String label() {
        return label;
    }

    /**
     * @throws IllegalArgumentException if there is no such type
     */
    public static WebhookEventType of(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(label));
    }

    /** In the order of declaration. */
    public static List<String> labels(Collection<WebhookEventType> types) {
        return types.stream().sorted().map(WebhookEventType::label).toList();
    }

    /** The types in a text of {@link #listed}. Types of a later version are left out. */
    public static Set<WebhookEventType> set(String listed) {
        List<String> labels = List.of(listed.split(","));
        return Collections.unmodifiableSet(Arrays.stream(values())
                .filter(type -> labels.contains(type.label))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(WebhookEventType.class))));
    }

    /** As one text. */
    public static String listed(Collection<WebhookEventType> types) {
        return String.join(",", labels(types));
    }
}
