package org.gatecast.booth;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.booth.setup.BoothSetup;
import org.gatecast.canoe123.reader.HostPort;
import org.gatecast.canoe123.reader.StreamAddress;

/**
 * What the operator has given on the command line or in the environment.
 *
 * @param setup without a target if neither server nor event nor key is given: then the page asks
 * @param state the directory of what waits, and of what was given on the page
 * @param port of the operator's page; 0 for any free one
 */
public record BoothOptions(BoothSetup setup, Path state, int port) {
    public static final String USAGE =
            """
            usage: java -jar gatecast.jar booth [OPTION VALUE]...
              --server URL           the address of the Gatecast, as https://results.example.org
              --event ID             the event
              --key KEY              the event's key
                                     without these three, the booth's page asks for them
              --canoe123 HOST[:PORT] the timing PC and the port of its stream (27333);
                                     without it, the PC is found by its broadcasts
              --export FILE          the XML file that Canoe123 exports; without it, the file that
                                     Canoe123's configuration on this machine names
              --state DIR            what waits for the server is kept here (booth-state)
              --port N               the port of the booth's page on this machine (8377); 0 for any free one
            Each option may be given in the environment instead, as GATECAST_BOOTH_SERVER, GATECAST_BOOTH_KEY ...
            The command line comes first, then the environment, then what was given on the page.
            specs/booth.md explains more.""";

    private static final List<String> NAMES = List.of("server", "event", "key", "canoe123", "export", "state", "port");
    private static final String VARIABLE = "GATECAST_BOOTH_";
    private static final String DEFAULT_STATE = "booth-state";
    private static final String DEFAULT_PORT = "8377";
    private static final int MAX_PORT = 65_535;

    /**
     * Reads the options.
     *
     * @param arguments after {@code booth}
     * @throws IllegalArgumentException with a sentence for the operator, which never contains the key
     */
    public static BoothOptions of(List<String> arguments, Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        for (String name : NAMES) {
            put(values, name, environment.get(VARIABLE + name.toUpperCase(Locale.ROOT)));
        }
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (!option.startsWith("--") || !NAMES.contains(option.substring(2))) {
                throw new IllegalArgumentException("There is no option " + option + ".");
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value.");
            }
            put(values, option.substring(2), arguments.get(i + 1));
        }
        return of(values);
    }

    private static void put(Map<String, String> values, String name, String text) {
        if (text != null && !text.isBlank()) {
            values.put(name, text.strip());
        }
    }

    private static BoothOptions of(Map<String, String> values) {
        String host = values.get("canoe123");
        HostPort canoe123 = host == null ? null : checked("canoe123", () -> HostPort.of(host, StreamAddress.PORT));
        BoothSetup setup = new BoothSetup(target(values), canoe123, path("export", values.get("export")), false);
        return new BoothOptions(
                setup,
                path("state", values.getOrDefault("state", DEFAULT_STATE)),
                port(values.getOrDefault("port", DEFAULT_PORT)));
    }

    /** All three options together, or none. */
    private static PushTarget target(Map<String, String> values) {
        if (Stream.of("server", "event", "key").noneMatch(values::containsKey)) {
            return null;
        }
        String eventId = required(values, "event");
        if (!PushTarget.isEventId(eventId)) {
            throw new IllegalArgumentException("--event is not the id of an event: " + eventId);
        }
        String server = required(values, "server");
        String key = required(values, "key");
        if (!PushTarget.isKey(key)) {
            throw new IllegalArgumentException("--key is not a key: it has characters that no key has.");
        }
        return checked("server", () -> new PushTarget(server, eventId, key));
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "--" + name + " is missing, and " + VARIABLE + name.toUpperCase(Locale.ROOT) + " too.");
        }
        return value;
    }

    private static int port(String digits) {
        int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "--port must be a number from 0 to " + MAX_PORT + ", not " + digits + ".");
        }
        return port;
    }

    private static Path path(String name, String text) {
        return text == null ? null : checked(name, () -> Path.of(text));
    }

    private static <T> T checked(String name, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("--" + name + " is no path: " + e.getInput(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--" + name + " " + e.getMessage(), e);
        }
    }
}
