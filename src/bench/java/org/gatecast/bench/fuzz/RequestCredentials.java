package org.gatecast.bench.fuzz;

import org.gatecast.testing.BoothClient;

/**
 * The keys and passwords of one request.
 *
 * @param entitled whether one of them may be what the call needs
 * @param asMaster whether the right master password is among them
 * @param keyed the event whose valid key is among them, or empty
 */
record RequestCredentials(String headers, boolean entitled, boolean asMaster, String keyed) {
    private static final String KEY = "X-API-Key: ";
    private static final String MASTER = "X-Master-Key: ";

    /**
     * @param still whether the event is one for which nothing that works is shown; a key of another event may be
     */
    static RequestCredentials of(FuzzEvents events, RandomChoices choices, BoothClient event, boolean still) {
        StringBuilder headers = new StringBuilder();
        boolean entitled = false;
        boolean master = false;
        String keyed = "";
        if (!still && !choices.oneIn(4)) {
            headers.append(KEY).append(event.apiKey()).append("\r\n");
            entitled = true;
            keyed = event.eventId();
        }
        if (!still && choices.oneIn(7)) {
            headers.append(MASTER).append(RandomRequests.PASSWORD).append("\r\n");
            entitled = true;
            master = true;
        }
        if (headers.length() == 0 || choices.oneIn(20)) {
            headers.append(useless(events, choices, still));
        }
        return new RequestCredentials(headers.toString(), entitled, master, keyed);
    }

    private static String useless(FuzzEvents events, RandomChoices choices, boolean still) {
        return switch (choices.below(9)) {
            case 0 -> KEY + choices.of(events.uselessKeys()) + "\r\n";
            case 1 -> KEY + "0".repeat(64) + "\r\n";
            case 2 -> KEY + choices.of("", "a", "\u00ff", "a".repeat(4_000), ",", "\"") + "\r\n";
            case 3 -> MASTER + choices.of("wrong", "", "the fuzzed master", "the fuzzed master's,", "\u00e9") + "\r\n";
            case 4 -> KEY + "f".repeat(64) + "\r\n" + MASTER + "wrong\r\n";
            case 5 -> "Authorization: Bearer a\r\nX-Api-Key2: b\r\n";
            case 6 ->
                still ? "" : KEY + choices.of(events.still()).apiKey().toUpperCase(java.util.Locale.ROOT) + "\r\n";
            default -> "";
        };
    }
}
