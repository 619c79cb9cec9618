package org.gatecast.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatecast.model.EventId;
import org.gatecast.model.Image;
import org.gatecast.model.ImageType;

/**
 * The type of a setting.
 *
 * @param allowed values, for the operator; completes "must be …"
 * @param parser of the stripped text; throws {@link IllegalArgumentException} for a value that is not allowed
 */
record SettingType<T>(String allowed, Function<String, T> parser) {
    static SettingType<Integer> number(int min, int max) {
        return new SettingType<>("a whole number from " + min + " to " + max, text -> {
            int number = Integer.parseInt(text);
            require(number >= min && number <= max);
            return number;
        });
    }

    static SettingType<Duration> millis(int min, int max) {
        return number(min, max).map(Duration::ofMillis);
    }

    static SettingType<Duration> seconds(int min, int max) {
        return number(min, max).map(Duration::ofSeconds);
    }

    static SettingType<Boolean> flag() {
        return oneOf(new Boolean[] {true, false}, Object::toString);
    }

    /** One of {@code values}, by its name in upper or lower case. */
    static <E> SettingType<E> oneOf(E[] values, Function<E, String> shown) {
        String names = Arrays.stream(values).map(shown).collect(Collectors.joining(", "));
        return new SettingType<>("one of " + names, text -> Arrays.stream(values)
                .filter(value -> shown.apply(value).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }

    static SettingType<String> host() {
        return new SettingType<>("a host name or an IP address", text -> {
            require(text.matches("[\\p{Alnum}.:%_-]{1,255}"));
            return text;
        });
    }

    /** A host, or the word that stands for one that is found. */
    static SettingType<String> hostOr(String word) {
        SettingType<String> host = host();
        return new SettingType<>(
                host.allowed() + ", or " + word, text -> text.equalsIgnoreCase(word) ? word : host.parse(text));
    }

    static SettingType<String> origin() {
        return new SettingType<>("empty, or http:// or https:// with a host and perhaps a port", text -> {
            require(text.matches("(https?://[\\p{Alnum}.:\\[\\]_-]{1,255})?"));
            return text;
        });
    }

    /** Sources of a Content-Security-Policy; without a semicolon, which would end the directive. */
    static SettingType<String> frameAncestors() {
        return new SettingType<>("*, or 'none', or 'self' and origins separated by blanks", text -> {
            require(text.matches("[\\p{Alnum}.:/*'_-]+( [\\p{Alnum}.:/*'_-]+)*"));
            return text;
        });
    }

    static SettingType<Path> file() {
        return new SettingType<>("the path of a file", text -> {
            require(!text.isEmpty() && !text.endsWith("/"));
            return Path.of(text);
        });
    }

    static SettingType<Optional<Path>> optionalFile() {
        return optional(file());
    }

    static SettingType<EventId> eventId() {
        return new SettingType<>("the id of an event: " + EventId.ALLOWED, EventId::new);
    }

    static <T> SettingType<Optional<T>> optional(SettingType<T> type) {
        return new SettingType<>(
                "empty, or " + type.allowed(),
                text -> text.isEmpty() ? Optional.empty() : Optional.of(type.parse(text)));
    }

    static SettingType<String> name(int maxLength) {
        return new SettingType<>("empty, or at most " + maxLength + " characters of one line", text -> {
            require(text.length() <= maxLength && text.matches("\\P{C}*"));
            return text;
        });
    }

    /** The address of a site to which pages link. */
    static SettingType<String> home() {
        return new SettingType<>("empty, or an address with http:// or https:// and a host", text -> {
            if (!text.isEmpty()) {
                URI address = URI.create(text);
                require(text.matches("https?://.{1,500}")
                        && address.getHost() != null
                        && address.getRawUserInfo() == null);
            }
            return text;
        });
    }

    /** Reads the file. Its type is found from its content. */
    static SettingType<Optional<Image>> imageFile(int maxBytes) {
        return new SettingType<>(
                "empty, or the path of a PNG, JPEG, GIF or WebP file of at most " + maxBytes + " bytes",
                text -> text.isEmpty() ? Optional.empty() : Optional.of(image(file().parse(text), maxBytes)));
    }

    /** Reads the files, in their order. */
    static SettingType<List<Image>> imageFiles(int most, int maxBytes) {
        return new SettingType<>(
                "empty, or the paths of at most " + most + " PNG, JPEG, GIF or WebP files of at most " + maxBytes
                        + " bytes each, separated by commas",
                text -> {
                    List<String> paths = text.isEmpty() ? List.of() : List.of(text.split(",", -1));
                    require(paths.size() <= most);
                    return paths.stream()
                            .map(path -> image(file().parse(path.strip()), maxBytes))
                            .toList();
                });
    }

    /** Reads the file. */
    static SettingType<Optional<String>> textFile(int maxBytes) {
        return new SettingType<>(
                "empty, or the path of a file of text in UTF-8 of at most " + maxBytes + " bytes", text -> {
                    if (text.isEmpty()) {
                        return Optional.empty();
                    }
                    try {
                        ByteBuffer bytes = ByteBuffer.wrap(content(file().parse(text), maxBytes));
                        return Optional.of(StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(bytes)
                                .toString());
                    } catch (CharacterCodingException e) {
                        throw new IllegalArgumentException(e);
                    }
                });
    }

    private static Image image(Path path, int maxBytes) {
        byte[] bytes = content(path, maxBytes);
        return ImageType.of(bytes)
                .map(type -> new Image(type.mediaType(), bytes))
                .orElseThrow(IllegalArgumentException::new);
    }

    private static byte[] content(Path path, int maxBytes) {
        // Reading a pipe might block for ever.
        require(Files.isRegularFile(path));
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            require(bytes.length <= maxBytes);
            return bytes;
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static SettingType<Optional<PostgresUrl>> postgresUrl() {
        return new SettingType<>(
                "empty, or postgresql://user:password@host:port/name, perhaps with ?sslmode= and one of "
                        + PostgresUrl.SSL_MODES,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(PostgresUrl.parse(text)));
    }

    static SettingType<List<CidrBlock>> networks() {
        return new SettingType<>(
                "empty, or IP addresses and blocks of them, such as 10.0.0.0/8 and 2001:db8::/32, separated by commas",
                text -> text.isEmpty()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(String::strip)
                                .map(CidrBlock::parse)
                                .toList());
    }

    /** Clients send passwords in an HTTP header, which is reliable only for printable ASCII without blanks at the ends. */
    static SettingType<List<Secret>> passwords() {
        return new SettingType<>(
                "empty, or passwords of printable ASCII separated by commas, none of them empty",
                text -> text.isEmpty()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(String::strip)
                                .map(SettingType::password)
                                .toList());
    }

    private static Secret password(String text) {
        require(text.matches("[\\x20-\\x7e]+"));
        return Secret.of(text);
    }

    T parse(String text) {
        return parser.apply(text);
    }

    private <R> SettingType<R> map(Function<T, R> next) {
        return new SettingType<>(allowed, parser.andThen(next));
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException();
        }
    }
}
