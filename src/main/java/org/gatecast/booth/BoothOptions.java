package org.gatecast.booth;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.booth.reader.HostPort;
import org.gatecast.booth.reader.StreamAddress;

/**
 * What the operator has given on the command line or in the environment.
 *
 * @param canoe123 {@code null} to look for the timing PC
 * @param export {@code null} if no export is to be read
 * @param state the directory of what waits
 */
public record BoothOptions(PushTarget target, HostPort canoe123, Path export, Path state) {
    public static final String USAGE =
            """
            usage: java -jar gatecast.jar booth --server URL --event ID --key KEY [OPTION VALUE]...
              --server URL           the address of the Gatecast, as https://results.example.org
              --event ID             the event
              --key KEY              the event's key
              --canoe123 HOST[:PORT] the timing PC and the port of its stream (27333);
                                     without it, the PC is found by its broadcasts
              --export FILE          the XML file that Canoe123 exports; without it, no export is sent
              --state DIR            what waits for the server is kept here (booth-state)
            Each option may be given in the environment instead, as GATECAST_BOOTH_SERVER, GATECAST_BOOTH_KEY ...
            The command line comes first. specs/booth.md explains more.""";

    private static final List<String> NAMES = List.of("server", "event", "key", "canoe123", "export", "state");
    private static final String VARIABLE = "GATECAST_BOOTH_";
    private static final String DEFAULT_STATE = "booth-state";
    private static final String EVENT_ID = "[A-Za-z0-9._-]{1,100}";

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
        String eventId = required(values, "event");
        if (!eventId.matches(EVENT_ID)) {
            throw new IllegalArgumentException("--event is not the id of an event: " + eventId);
        }
        String server = required(values, "server");
        String key = required(values, "key");
        PushTarget target = checked("server", () -> new PushTarget(server, eventId, key));
        String host = values.get("canoe123");
        HostPort canoe123 = host == null ? null : checked("canoe123", () -> HostPort.of(host, StreamAddress.PORT));
        return new BoothOptions(
                target,
                canoe123,
                path("export", values.get("export")),
                path("state", values.getOrDefault("state", DEFAULT_STATE)));
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "--" + name + " is missing, and " + VARIABLE + name.toUpperCase(Locale.ROOT) + " too.");
        }
        return value;
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

    /** The directory of the target alone: what waits for one event must never go to another. */
    Path targetDirectory() {
        String target = this.target.server() + '\n' + this.target.eventId();
        UUID distinct = UUID.nameUUIDFromBytes(target.getBytes(StandardCharsets.UTF_8));
        return state.resolve(this.target.eventId() + "-" + distinct.toString().substring(0, 8));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return target + ", canoe123 " + canoe123 + ", export " + export + ", state " + state;
    }
}
