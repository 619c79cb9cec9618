package org.gatecast.demo;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of the command {@code demo}.
 *
 * @param speed 1 for the original speed, 2 for twice as fast
 * @param server the service that the race is played to; empty for one of the demo's own
 */
public record DemoOptions(double speed, Optional<URI> server) {
    private static final double MAX_SPEED = 1_000;

    /**
     * @param arguments after {@code demo}
     * @throws IllegalArgumentException if they are not allowed
     */
    public static DemoOptions of(List<String> arguments) {
        if (arguments.size() % 2 != 0) {
            throw new IllegalArgumentException("The last option of demo has no value.");
        }
        double speed = 1;
        Optional<URI> server = Optional.empty();
        for (int i = 0; i < arguments.size(); i += 2) {
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--speed" -> speed = speed(value);
                case "--server" -> server = Optional.of(server(value));
                default ->
                    throw new IllegalArgumentException("The command demo has no option " + arguments.get(i) + ".");
            }
        }
        return new DemoOptions(speed, server);
    }

    private static double speed(String text) {
        double speed;
        try {
            speed = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            speed = Double.NaN;
        }
        if (!(speed > 0 && speed <= MAX_SPEED)) {
            throw new IllegalArgumentException(
                    "--speed must be a number above 0 and at most " + MAX_SPEED + ", not " + text + ".");
        }
        return speed;
    }

    private static URI server(String text) {
        try {
            URI server = new URI(text);
            if (server.getHost() != null) {
                return server;
            }
        } catch (URISyntaxException e) {
            // It is refused below.
        }
        throw new IllegalArgumentException("--server must be an address as http://localhost:8080, not " + text + ".");
    }
}
