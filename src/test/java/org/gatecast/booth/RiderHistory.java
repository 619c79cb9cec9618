package org.gatecast.booth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.SpectatorClient.ReceivedMessage;

/** The clocks and gates of each rider on course that a spectator was shown, one after the other. */
final class RiderHistory {
    private final Map<String, List<String>> shown = new LinkedHashMap<>();
    private final Set<String> televisionClocks = new TreeSet<>();

    private RiderHistory() {}

    /** Of all messages that the spectator has received. */
    static RiderHistory of(SpectatorClient spectator) {
        RiderHistory history = new RiderHistory();
        for (ReceivedMessage message : spectator.messages()) {
            if (message.data() != null && message.data().has("oncourse")) {
                message.data().get("oncourse").forEach(history::add);
            }
        }
        return history;
    }

    private void add(JsonNode entry) {
        String rider = entry.get("raceId").asText() + " " + entry.get("bib").asText();
        if (entry.has("tvClock")) {
            televisionClocks.add(rider + " " + entry.get("tvClock").asText());
        }
        List<String> before = shown.computeIfAbsent(rider, key -> new ArrayList<>());
        String now = List.of(entry.get("time"), entry.get("gates"), entry.get("dtFinish"))
                .toString();
        if (before.isEmpty() || !before.get(before.size() - 1).equals(now)) {
            before.add(now);
        }
    }

    /** Who was shown with which television clock, as {@code K1M_ST_BR2_6 9 odd}. */
    Set<String> televisionClocks() {
        return televisionClocks;
    }

    int riders() {
        return shown.size();
    }

    /** The riders who showed a clock again after they had shown another one. */
    Map<String, List<String>> flickers() {
        Map<String, List<String>> flickers = new HashMap<>();
        shown.forEach((rider, clocks) -> {
            if (clocks.stream().distinct().count() < clocks.size()) {
                flickers.put(rider, clocks);
            }
        });
        return flickers;
    }
}
