package org.gatecast.demo;

import java.net.URI;
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
            throw new IllegalArgumentException("An option has no value");
        }
        double speed = 1;
        Optional<URI> server = Optional.empty();
        for (int i = 0; i < arguments.size(); i += 2) {
            String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--speed" -> speed = speed(value);
                case "--server" -> server = Optional.of(server(value));
                default -> throw new IllegalArgumentException("There is no option " + arguments.get(i));
            }
        }
        return new DemoOptions(speed, server);
    }

    private static double speed(String text) {
        double speed = Double.parseDouble(text);
        if (!(speed > 0 && speed <= MAX_SPEED)) {
            throw new IllegalArgumentException("The speed must be above 0 and at most " + MAX_SPEED);
        }
        return speed;
    }

    private static URI server(String text) {
        URI server = URI.create(text);
        if (server.getHost() == null) {
            throw new IllegalArgumentException("The server must be an address as http://localhost:8080");
        }
        return server;
    }
}
