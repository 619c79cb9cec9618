package org.gatecast.bench.jazzer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Inputs in a text file, one a line, so that they can be read and compared: bytes that are no visible ASCII and
 * backslashes are written {@code \x0A}. Lines that start with {@code #} say something about those below.
 */
record Corpus(Path file) {
    private static final Path DIRECTORY = Path.of("src/test/resources/fuzz");

    static Corpus of(FuzzTarget target) {
        return new Corpus(DIRECTORY.resolve(target.title() + ".txt"));
    }

    List<byte[]> read() throws IOException {
        return !Files.exists(file)
                ? List.of()
                : Files.readAllLines(file, ISO_8859_1).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(Corpus::bytes)
                        .toList();
    }

    /** Puts {@code inputs} below what stands first in the file, up to its last comment and the line it is about. */
    void write(List<byte[]> inputs) throws IOException {
        List<String> kept = findings();
        List<String> lines = inputs.stream()
                .sorted(Comparator.comparingInt(input -> input.length))
                .map(Corpus::line)
                .distinct()
                .filter(line -> !kept.contains(line))
                .toList();
        Files.createDirectories(file.getParent());
        Files.write(file, Stream.concat(kept.stream(), lines.stream()).toList(), ISO_8859_1);
    }

    /** The lines about faults that were found: they stay. */
    private List<String> findings() throws IOException {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file, ISO_8859_1) : List.of();
        int end = 0;
        for (int i = 0; i < lines.size(); i++) {
            end = lines.get(i).startsWith("#") ? i + 2 : end;
        }
        return lines.subList(0, Math.min(end, lines.size()));
    }

    static String line(byte[] input) {
        StringBuilder line = new StringBuilder();
        for (byte b : input) {
            boolean plain = b >= ' ' && b < 0x7F && b != '\\' && !(b == '#' && line.length() == 0);
            line.append(plain ? Character.toString(b) : String.format("\\x%02X", b));
        }
        return line.toString();
    }

    static byte[] bytes(String line) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                input.write(Integer.parseInt(line, i + 2, i + 4, 16));
                i += 3;
            } else {
                input.write(line.charAt(i));
            }
        }
        return input.toByteArray();
    }
}
