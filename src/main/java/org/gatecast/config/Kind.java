package org.gatecast.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a setting's text may be, and the value it stands for.
 *
 * @param allowed for the operator, completes "must be …"
 * @param parser throws {@link IllegalArgumentException} for anything not allowed
 */
record Kind<T>(String allowed, Function<String, T> parser) {
    static Kind<Integer> number(int min, int max) {
        return new Kind<>("a whole number from " + min + " to " + max, text -> {
            int number = Integer.parseInt(text);
            require(number >= min && number <= max);
            return number;
        });
    }

    static Kind<Duration> millis(int min, int max) {
        return number(min, max).map(Duration::ofMillis);
    }

    static Kind<Duration> seconds(int min, int max) {
        return number(min, max).map(Duration::ofSeconds);
    }

    static Kind<Boolean> flag() {
        return oneOf(new Boolean[] {true, false}, Object::toString);
    }

    /** One of {@code values} by the name shown for it, in upper or lower case. */
    static <E> Kind<E> oneOf(E[] values, Function<E, String> shown) {
        String names = Arrays.stream(values).map(shown).collect(Collectors.joining(", "));
        return new Kind<>("one of " + names, text -> Arrays.stream(values)
                .filter(value -> shown.apply(value).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }

    static Kind<String> host() {
        return new Kind<>("a host name or an IP address", text -> {
            require(text.matches("[\\p{Alnum}.:%_-]{1,255}"));
            return text;
        });
    }

    static Kind<String> origin() {
        return new Kind<>("empty, or http:// or https:// with a host and perhaps a port", text -> {
            require(text.matches("(https?://[\\p{Alnum}.:\\[\\]_-]{1,255})?"));
            return text;
        });
    }

    /** Sources of a Content-Security-Policy, which end with the directive at a semicolon. */
    static Kind<String> frameAncestors() {
        return new Kind<>("*, or 'none', or 'self' and origins separated by blanks", text -> {
            require(text.matches("[\\p{Alnum}.:/*'_-]+( [\\p{Alnum}.:/*'_-]+)*"));
            return text;
        });
    }

    static Kind<Path> file() {
        return new Kind<>("the path of a file", text -> {
            require(!text.isEmpty() && !text.endsWith("/"));
            return Path.of(text);
        });
    }

    static Kind<List<Network>> networks() {
        return new Kind<>(
                "empty, or IP addresses and blocks of them, such as 10.0.0.0/8 and 2001:db8::/32, separated by commas",
                text -> text.isEmpty()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(String::strip)
                                .map(Network::parse)
                                .toList());
    }

    /** Passwords arrive in an HTTP header, which carries only printable ASCII reliably and trims its ends. */
    static Kind<List<Secret>> passwords() {
        return new Kind<>(
                "empty, or passwords of printable ASCII separated by commas, none of them empty",
                text -> text.isEmpty()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(String::strip)
                                .map(Kind::password)
                                .toList());
    }

    private static Secret password(String text) {
        require(text.matches("[\\x20-\\x7e]+"));
        return Secret.of(text);
    }

    /** The value of {@code text}, which is stripped already. */
    T parse(String text) {
        return parser.apply(text);
    }

    private <R> Kind<R> map(Function<T, R> next) {
        return new Kind<>(allowed, parser.andThen(next));
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException();
        }
    }
}
